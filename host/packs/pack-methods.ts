import { relative } from 'node:path';
import { describeArchiveFault } from '../../lessons/archive/fault-texts.ts';
import { type Locale, textIn } from '../../lessons/format/locale.ts';
import { builtIn } from '../built-in.ts';
import type { PackCertifier } from '../certification/pack-certifier.ts';
import { CallError } from '../contract/call-error.ts';
import type { HostMethods } from '../contract/implementation.ts';
import type { PackInstallation, PackList, PackVerification } from '../contract/packs.ts';
import { builtInPackIds } from './built-in-ids.ts';
import { readIndex, UnreadableIndex } from './index-file.ts';
import { type ExaminedPack, examineArchive, installPack, signerOf } from './install-pack.ts';
import type { PackShelf } from './pack-shelf.ts';
import { removePack } from './remove-pack.ts';

interface PackMethodParts {
  readonly shelf: PackShelf;
  readonly certifier: PackCertifier;
  /** Called when other packs are there than before. */
  readonly onChange: () => void;
}

type PackMethods = Pick<HostMethods, 'packs.list' | 'packs.verify' | 'packs.install' | 'packs.remove'>;

/** What the window can do with packs. */
export function packMethods({ shelf, certifier, onChange }: PackMethodParts): PackMethods {
  const { packsFolder } = shelf;
  return {
    'packs.list': ({ locale }) => listPacks(shelf, certifier, locale),
    'packs.verify': ({ archive, locale }): PackVerification => {
      const examined = explained(() => examineArchive(Buffer.from(archive, 'base64'), packsFolder));
      if (!examined.ok) return { status: 'damaged', message: describeArchiveFault(examined.fault, locale) };
      return { status: 'intact', pack: examinedPackOf(examined.pack, locale) };
    },
    'packs.install': async ({ archive, accept, locale }): Promise<PackInstallation> => {
      const builtInIds = await builtInPackIds();
      const { newKey, unsigned } = accept;
      const request = {
        packsFolder,
        builtInIds,
        // `any` is for the command line; the window names the key that it has shown.
        accept: { unsigned, newKey: newKey === null || newKey === 'any' ? undefined : newKey },
      };
      const result = explained(() => installPack(Buffer.from(archive, 'base64'), request));
      if (result.status === 'unreadable')
        return { status: 'damaged', message: describeArchiveFault(result.fault, locale) };
      const pack = examinedPackOf(result.pack, locale);
      if (result.status === 'refused') return { status: 'refused', reason: result.reason, pack };
      await shelf.reload();
      onChange();
      certifier.lookSoon();
      return { status: 'installed', pack };
    },
    'packs.remove': async ({ packId }) => {
      if (!explained(() => removePack(packId, packsFolder))) {
        throw new CallError({
          code: 'not-found',
          message: `No pack ${packId} is installed.`,
          nextStep: 'Packs that come with Backline cannot be removed.',
        });
      }
      await shelf.reload();
      onChange();
      return {};
    },
  };
}

async function listPacks(
  { packsFolder, loaded }: PackShelf,
  certifier: PackCertifier,
  locale: Locale,
): Promise<PackList> {
  const { packs } = await loaded();
  const installed = explained(() => readIndex(packsFolder)).packs;
  return {
    packs: packs.map(({ folder, manifest }) => {
      const entry = installed.find((candidate) => candidate.folder === relative(packsFolder, folder));
      const isBuiltIn = relative(builtIn.packFolder, folder) === manifest.id;
      return {
        id: manifest.id,
        version: manifest.version,
        title: textIn(manifest.title, locale),
        origin: entry !== undefined ? 'installed' : isBuiltIn ? 'built-in' : 'folder',
        signedBy: entry === undefined ? null : signerOf(entry),
        certification:
          entry !== undefined
            ? certifier.statusOf(entry)
            : isBuiltIn
              ? ({ status: 'certified', by: 'backline' } as const)
              : ({ status: 'not-checked' } as const),
      };
    }),
  };
}

function examinedPackOf({ opened, trust, standing, installedVersion }: ExaminedPack, locale: Locale) {
  const { id, version, title, authors } = opened.pack;
  return {
    id,
    version,
    title: textIn(title, locale),
    authors: [...authors],
    files: opened.files.size,
    trust,
    standing,
    installedVersion,
  };
}

/** Words what the disk refuses; anything else is a fault of ours. */
function explained<T>(change: () => T): T {
  try {
    return change();
  } catch (cause) {
    if (cause instanceof UnreadableIndex) {
      const nextStep = `Move ${cause.file} elsewhere and install your packs again.`;
      throw new CallError(
        { code: 'storage', message: 'The list of installed packs is damaged.', nextStep },
        { cause },
      );
    }
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    throw new CallError(
      {
        code: 'storage',
        message: `The packs could not be changed on the disk (${String(cause.code)}). Nothing has changed.`,
        nextStep: 'See that the disk has room and that the data folder can be written to.',
      },
      { cause },
    );
  }
}
