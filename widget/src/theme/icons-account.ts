import type { TemplateResult } from 'lit';
import { drawing } from './icons.js';

/** The icons of forms about oneself. */
export const accountPaths = {
  eye: 'M2 10s2.8-5 8-5 8 5 8 5-2.8 5-8 5-8-5-8-5ZM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z',
  hide: 'M3 3l14 14M8.2 5.2C8.8 5.1 9.4 5 10 5c5.2 0 8 5 8 5s-.8 1.4-2.3 2.7M12.2 14.7c-.7.2-1.4.3-2.2.3-5.2 0-8-5-8-5s.9-1.6 2.7-3',
  camera: 'M2.5 6.5h3.5l1.5-2.5h5l1.5 2.5h3.5v9.5h-15zM10 13.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6Z',
} as const;

export const icon = (name: keyof typeof accountPaths): TemplateResult => drawing(accountPaths[name]);
