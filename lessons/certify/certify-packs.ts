import { join, sep } from 'node:path';
import type { Sandbox } from '../../sandbox/types.ts';
import { loadPacks } from '../format/load-pack.ts';
import type { Locale } from '../format/locale.ts';
import type { Problem } from '../format/problem.ts';
import { certifyExercise, type ExerciseCertificate } from './certify-exercise.ts';
import type { CertificateKey, KnownCertificates } from './known-certificates.ts';
import { sideBySide } from './side-by-side.ts';
import { certifyTexts } from './texts/certify-texts.ts';

export interface CertifyRequest {
  /** A function that starts one, or gives it, is called when an exercise must really be tried. */
  readonly sandbox: Sandbox | (() => Promise<Sandbox>);
  readonly appVersion: string;
  /** The language of what is quoted of grades; all other words come in every language. */
  readonly locale: Locale;
  /** A pack, or a folder of packs. */
  readonly folder: string;
  /** How many exercises, and answers to each, are graded side by side. */
  readonly atOnce: number;
  /** Told as the work on an exercise begins; of those that are known it never does. */
  readonly onBegin?: (id: string, done: number, total: number) => void;
  /** Told as each exercise ends, in whatever order they do. */
  readonly onExercise?: (exercise: ExerciseCertificate, done: number, total: number) => void;
  /** What is known already of exercises and of parts that have not changed since. */
  readonly known?: KnownCertificates;
  readonly signal?: AbortSignal;
}

export interface Certificate {
  /** True where no finding is an error. */
  readonly certified: boolean;
  readonly exercises: readonly ExerciseCertificate[];
  /** What is wrong with the packs and lessons, and with exercises that could not be loaded. */
  readonly findings: readonly Problem[];
}

/** Says whether packs keep what the pack format promises to learners. Every exercise is looked at on its own. */
export async function certifyPacks(request: CertifyRequest): Promise<Certificate> {
  const { packs, problems } = await loadPacks([request.folder]);
  const folders = packs.flatMap((pack) =>
    pack.lessons.flatMap((lesson) => lesson.exercises.map(({ folder }) => folder)),
  );
  const findings = problems.filter(({ file }) => !folders.some((folder) => isWithin(file, folder)));
  for (const pack of packs) findings.push(...(await certifyTexts(pack)));
  const entries = packs.flatMap((pack) =>
    pack.lessons.flatMap((lesson) => lesson.exercises.map((exercise) => ({ pack, exercise }))),
  );
  if (packs.length === 0 && !findings.some(({ severity }) => severity === 'error')) {
    const message = {
      en: 'there is no pack here: no pack.yaml in it, nor in the folders within it',
      'pt-BR': 'não há nenhum pacote aqui: nem ela nem as pastas dentro dela têm um pack.yaml',
    };
    findings.push({ severity: 'error', file: request.folder, line: null, message });
  }
  let done = 0;
  const exercises = await sideBySide(entries, request.atOnce, async (entry) => {
    const certificate = withLoading(
      await certifyOne(request, entry, () => request.onBegin?.(entry.exercise.id, done, entries.length)),
      entry.exercise.folder,
      problems,
    );
    done += 1;
    request.onExercise?.(certificate, done, entries.length);
    return certificate;
  });
  const all = [...findings, ...exercises.flatMap((exercise) => exercise.findings)];
  return { certified: !all.some(({ severity }) => severity === 'error'), exercises, findings };
}

/** What was said of an exercise while it was loaded is said with the rest of what there is to say of it. */
function withLoading(
  { findings, ...certificate }: ExerciseCertificate,
  folder: string,
  problems: readonly Problem[],
): ExerciseCertificate {
  return {
    ...certificate,
    findings: [...problems.filter(({ file }) => isWithin(file, folder)), ...findings],
  };
}

function isWithin(file: string, folder: string): boolean {
  return file.startsWith(`${folder}${sep}`);
}

type Entry = Awaited<ReturnType<typeof loadPacks>>['packs'][number];

async function certifyOne(
  { sandbox, appVersion, locale, atOnce, signal, known }: CertifyRequest,
  { pack, exercise }: { pack: Entry; exercise: Entry['lessons'][number]['exercises'][number] },
  onBegin: () => void,
): Promise<ExerciseCertificate> {
  const { version: packVersion, locales } = pack.manifest;
  const key: CertificateKey = {
    folder: exercise.folder,
    dataFolder: join(pack.folder, 'data'),
    versions: { id: exercise.id, appVersion, locale, locales },
  };
  const before = (await known?.find(key)) ?? { certificate: null, verdicts: {} };
  if (before.certificate !== null) return before.certificate;
  const request = {
    appVersion,
    locale,
    atOnce,
    signal,
    exercise,
    packVersion,
    locales,
    known: before.verdicts,
  };
  onBegin();
  const started = typeof sandbox === 'function' ? await sandbox() : sandbox;
  const certified = await certifyExercise({ ...request, sandbox: started });
  await known?.keep(key, certified);
  return certified.certificate;
}
