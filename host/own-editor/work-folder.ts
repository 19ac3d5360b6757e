import { join } from 'node:path';

/** Where a profile's files are while they are edited elsewhere, one folder for each exercise. */
export function workFolder(dataFolder: string, profileId: string): string {
  return join(dataFolder, 'work', profileId);
}
