import { html, svg, type TemplateResult } from 'lit';

/** Width of one bar with the gap after it, and height of the whole, in units of the drawing. */
const pitch = 4;
const height = 28;

/** Bars as high as each part is loud, from hexadecimal digits; never quite nothing, so that silence shows as well. */
export function bars(waveform: string): TemplateResult {
  const drawn = [...waveform].map((digit, at) => {
    const length = Math.max(3, (Number.parseInt(digit, 16) / 15) * height);
    return svg`<rect x=${at * pitch} y=${(height - length) / 2} width=${pitch - 1.5} height=${length} rx="1.2" />`;
  });
  return html`<svg viewBox="0 0 ${waveform.length * pitch} ${height}" preserveAspectRatio="none" aria-hidden="true">${drawn}</svg>`;
}

/**
 * Loudness as hexadecimal digits, as many as asked for, of any number of levels between 0 and 1. Each part is as loud as its
 * loudest moment, and the whole is as high as it can be drawn.
 */
export function waveformOf(levels: readonly number[], parts: number): string {
  if (levels.length === 0) return '0';
  const count = Math.min(parts, levels.length);
  const peaks = Array.from({ length: count }, (_, part) => {
    const from = Math.floor((part * levels.length) / count);
    const to = Math.max(from + 1, Math.floor(((part + 1) * levels.length) / count));
    return Math.max(...levels.slice(from, to));
  });
  // Noise is not blown up to speech.
  const most = Math.max(0.05, ...peaks);
  return peaks.map((peak) => Math.round(Math.min(1, Math.max(0, peak / most)) ** 0.7 * 15).toString(16)).join('');
}
