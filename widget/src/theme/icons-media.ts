import type { TemplateResult } from 'lit';
import { drawing } from './icons.js';
import { accountPaths } from './icons-account.js';
import { laterPaths } from './icons-later.js';

/** The icons of pictures, files and sound, and all others. */
const allPaths = {
  ...laterPaths,
  camera: accountPaths.camera,
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  movie: 'M3 5.5h9.5v9H3zM12.5 9l4.5-2.5v7L12.5 11',
  pause: 'M7 4.5v11M13 4.5v11',
  play: 'M6 4v12l10-6-10-6Z',
  mic: 'M10 2.5A2.5 2.5 0 0 1 12.5 5v4.5a2.5 2.5 0 0 1-5 0V5A2.5 2.5 0 0 1 10 2.5ZM5 9.5a5 5 0 0 0 10 0M10 14.5v3',
} as const;

export type IconName = keyof typeof allPaths;

export const icon = (name: IconName, directional = false): TemplateResult => drawing(allPaths[name], directional);
