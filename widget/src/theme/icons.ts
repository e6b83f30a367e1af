import { html, svg, type TemplateResult } from 'lit';

/** One set: 20 px, one stroke width, path data only. These are the ones of the first load; `icons-later` adds the others. */
export const paths = {
  send: 'M4 10h11M10 4.5 15.5 10 10 15.5',
  attach: 'm16 9.5-6.2 6.2a4 4 0 0 1-5.6-5.6l6.6-6.6a2.6 2.6 0 0 1 3.7 3.7l-6.6 6.6a1.2 1.2 0 0 1-1.7-1.7l6-6',
  smile: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM6.8 11.6a3.7 3.7 0 0 0 6.4 0M7.5 7.9v.2M12.5 7.9v.2',
  close: 'm5 5 10 10M15 5 5 15',
  back: 'M12 4.5 6.5 10l5.5 5.5',
  people:
    'M7.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.5c.3-2.9 2.4-4.5 5.5-4.5s5.2 1.6 5.5 4.5M13 3.8a3 3 0 0 1 0 5.4M15 12.4c1.8.7 2.8 2.1 3 4.1',
  menu: 'M3.5 6h13M3.5 10h13M3.5 14h8',
  history: 'M3 10a7 7 0 1 0 2.2-5.1L3 7M3 3.2V7h3.8M10 6.2V10l2.7 1.8',
  lock: 'M5.5 9h9a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1ZM7 9V6.5a3 3 0 0 1 6 0V9',
  chat: 'M17 9.5c0 3.6-3.1 6-7 6-.9 0-1.7-.1-2.5-.3L3.5 17l1-3.3C3.5 12.6 3 11.1 3 9.5c0-3.6 3.1-6 7-6s7 2.4 7 6Z',
  hash: 'M8 3 6.5 17M13.5 3 12 17M3.5 7.5h14M2.5 12.5h14',
  check: 'm4 10.5 4 4 8-9',
  checks: 'm1.5 10.5 3.7 4 7-9M9.5 13.5l1 1 7.5-9',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4l2.5 1.5',
  warn: 'M10 3 2.5 16.5h15L10 3ZM10 8.5v3.5M10 14.2v.01',
} as const;

export type IconName = keyof typeof paths;

/** Decorative always: the name belongs on the button. `directional` ones turn round in right-to-left text. */
export const icon = (name: IconName, directional = false): TemplateResult => drawing(paths[name], directional);

export function drawing(path: string, directional = false): TemplateResult {
  return html`<svg viewBox="0 0 20 20" aria-hidden="true" class=${directional ? 'flip' : ''}>${svg`<path d=${path} />`}</svg>`;
}
