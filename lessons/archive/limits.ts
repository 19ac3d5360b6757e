/** What a pack may be at most. Each is several times what the largest course needs. */
export const archiveLimits = {
  /** Bytes of the archive itself. */
  archiveBytes: 64 * 1024 * 1024,
  files: 10_000,
  fileBytes: 8 * 1024 * 1024,
  /** Bytes of all files together, unpacked. */
  totalBytes: 64 * 1024 * 1024,
  /** How many times larger than in the archive a file may become; text seldom reaches 20. */
  ratio: 200,
  /** Files up to this size may be as repetitive as they like. */
  ratioFreeBytes: 64 * 1024,
  /** Together with a data folder's own path it stays below the 260 characters of Windows. */
  pathLength: 160,
  nameLength: 100,
  depth: 16,
} as const;
