import type { Translations } from '../format/locale.ts';

/** Why an archive is refused. Each code has a sentence in `fault-texts.ts`. */
export type ArchiveFaultCode =
  | 'archive-too-large'
  | 'not-an-archive'
  | 'foreign-bytes'
  | 'contradiction'
  | 'unsupported'
  | 'too-many-files'
  | 'file-too-large'
  | 'pack-too-large'
  | 'grows-too-much'
  | 'bad-name'
  | 'same-name'
  | 'not-a-file'
  | 'damaged-file'
  | 'no-manifest'
  | 'bad-manifest'
  | 'missing-file'
  | 'unlisted-file'
  | 'changed-file'
  | 'bad-pack-file'
  | 'other-pack'
  | 'bad-signature';

/** Why an archive is refused, as data: the code, and the file that it is about. */
export interface ArchiveFault {
  readonly code: ArchiveFaultCode;
  /** The file inside the archive; null where the archive as a whole is meant. */
  readonly path: string | null;
  /** More, for the author of the pack: a path, or a sentence; null where there is no more. */
  readonly detail: string | Translations | null;
}

/** Leads from the place that finds a fault to the one that gives it back as a value; never further. */
export class RefusedArchive extends Error {
  override readonly name = 'RefusedArchive';
  readonly fault: ArchiveFault;

  constructor(code: ArchiveFaultCode, path: string | null = null, detail: ArchiveFault['detail'] = null) {
    super(`${code} ${path ?? ''}`.trim());
    this.fault = { code, path, detail };
  }
}

export type OrFault<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: ArchiveFault };

/** Gives what `read` gives, or the fault for which it refused the archive. */
export function orFault<T>(read: () => T): OrFault<T> {
  try {
    return { ok: true, value: read() };
  } catch (error) {
    if (error instanceof RefusedArchive) return { ok: false, fault: error.fault };
    throw error;
  }
}
