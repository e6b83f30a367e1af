import type { TemplateResult } from 'lit';
import { drawing, paths } from './icons.js';

/** The icons of parts that load when they are first wanted, and those of the first load. */
export const laterPaths = {
  ...paths,
  down: 'M10 4v12M4.8 10.8 10 16l5.2-5.2',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM13 13l4 4',
  reply: 'M8.5 4.5 3.5 9.5l5 5M3.5 9.5h7c3.6 0 6 2 6 6',
  edit: 'm4 16 .7-3.3 8.6-8.6a1.4 1.4 0 0 1 2 0l.6.6a1.4 1.4 0 0 1 0 2L7.3 15.3 4 16Z',
  retry: 'M16.5 10a6.5 6.5 0 1 1-1.9-4.6L16.5 7.3M16.5 3.5v3.8h-3.8',
  cloud: 'M6 15.5a3.5 3.5 0 0 1-.4-7A4.5 4.5 0 0 1 14 9.2a3.2 3.2 0 0 1 0 6.3M3 3l14 14',
  trash: 'M3.5 5.5h13M8 5.5v-2h4v2M5 5.5l.7 11h8.6l.7-11M8.5 9v4.5M11.5 9v4.5',
  copy: 'M7.5 7.5h8v9h-8zM4.5 12.5v-9h8',
  more: 'M4.5 9.3a.7.7 0 1 0 .01 0ZM10 9.3a.7.7 0 1 0 .01 0ZM15.5 9.3a.7.7 0 1 0 .01 0Z',
  file: 'M5 2.5h6.5l4 4v11H5zM11.5 2.5v4h4',
  download: 'M10 3v9M6 8.5 10 12.5l4-4M3.5 16.5h13',
  logout: 'M8 3.5H4v13h4M12.5 6.5 16 10l-3.5 3.5M16 10H8',
  picture: 'M3 4h14v12H3zM3 13.5l4-4 4 4 2-2 4 4M12.5 8v.01',
} as const;

export type IconName = keyof typeof laterPaths;

export const icon = (name: IconName, directional = false): TemplateResult => drawing(laterPaths[name], directional);
