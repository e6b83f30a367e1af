import type { Migration } from '../migration.js';
import { first } from './0001-first.js';
import { files } from './0002-files.js';
import { searchCursors } from './0003-search-cursors.js';
import { legacyView } from './0004-legacy-view.js';
import { uploadLength } from './0005-upload-length.js';
import { legacyNames } from './0006-legacy-names.js';
import { uploadLeases } from './0007-upload-leases.js';
import { fileDescriptions } from './0008-file-descriptions.js';
import { thumbnailSizes } from './0009-thumbnail-sizes.js';
import { hostAccounts } from './0010-host-accounts.js';

/** In the order in which they run. */
export const migrations: readonly Migration[] = [
  first,
  files,
  searchCursors,
  legacyView,
  uploadLength,
  legacyNames,
  uploadLeases,
  fileDescriptions,
  thumbnailSizes,
  hostAccounts,
];
