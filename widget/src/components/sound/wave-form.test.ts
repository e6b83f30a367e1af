import { describe, expect, it } from '@jest/globals';
import { waveformOf } from './wave-form.js';

describe('the wave form of what was recorded', () => {
  it('has the parts that are asked for, and no more than there are levels', () => {
    expect(waveformOf(Array(1000).fill(0.5), 48)).toHaveLength(48);
    expect(waveformOf([0.1, 0.2, 0.3], 48)).toHaveLength(3);
  });

  it('shows each part as loud as its loudest moment', () => {
    expect(waveformOf([0, 1, 0, 0, 0, 0.5], 3)).toMatch(/^f0[89a]$/);
  });

  it('fills the height with a quiet voice, but not with noise', () => {
    expect(waveformOf([0.1, 0.2], 2)).toMatch(/f$/);
    expect(waveformOf([0.001, 0.002], 2)).toMatch(/^[0-2]{2}$/);
  });

  it('is flat when nothing was heard', () => {
    expect(waveformOf([], 48)).toBe('0');
    expect(waveformOf([0, 0, 0], 3)).toBe('000');
  });
});
