import { fileURLToPath } from 'node:url';

/** Where the exercises of the corpora are. */
export const packFolders = ['../fixtures/packs/kinds', '../../lessons/packs/foundations'].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);
