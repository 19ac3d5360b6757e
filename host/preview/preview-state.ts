import { dirname, relative, sep } from 'node:path';
import type { ExerciseCertificate } from '../../lessons/certify/certify-exercise.ts';
import type { Certificate } from '../../lessons/certify/certify-packs.ts';
import type { LoadedPacks } from '../../lessons/format/load-pack.ts';
import type { Locale } from '../../lessons/format/locale.ts';
import type { Problem } from '../../lessons/format/problem.ts';
import type { Preview, PreviewExercise, PreviewFinding } from '../contract/preview.ts';

/** What is known of the packs: of the last round whole, and of the one that goes on as far as it is. */
export interface PreviewState {
  /** A round begins: what is known is of before now. */
  begin(loaded: LoadedPacks): void;
  add(certificate: ExerciseCertificate, done: number, total: number): void;
  /** A round has come to its end. */
  end(certificate: Certificate): void;
  current(): Preview;
}

/** `locale` is the language of what it tells. */
export function createPreviewState(folder: string, locale: Locale): PreviewState {
  let loaded: LoadedPacks = { packs: [], problems: [] };
  let known: ReadonlyMap<string, PreviewExercise> = new Map();
  /** What is said of lessons and packs beside what loading them says, and is known at the end of a round. */
  let ofTexts: readonly Problem[] = [];
  let progress = { isChecking: true, done: 0, total: 0 };
  const toFinding = ({ severity, file, line, message }: Problem): PreviewFinding => ({
    severity,
    file: shown(folder, file),
    line,
    message: message[locale],
  });
  return {
    begin(now) {
      loaded = now;
      known = new Map([...known].map(([id, exercise]) => [id, { ...exercise, isCurrent: false }]));
      progress = { isChecking: true, done: 0, total: exercisesIn(now).length };
    },
    add(certificate, done, total) {
      known = new Map(known).set(certificate.id, previewed(certificate, folder, toFinding));
      progress = { isChecking: true, done, total };
    },
    end({ exercises, findings }) {
      known = new Map(exercises.map((one) => [one.id, previewed(one, folder, toFinding)]));
      ofTexts = findings.filter((one) => !loaded.problems.some((other) => isSame(one, other)));
      progress = { isChecking: false, done: exercises.length, total: exercises.length };
    },
    current() {
      // Faults of the files themselves are known at once, before anything is tried.
      const general = [...loaded.problems, ...ofTexts];
      const places = placesOf(loaded);
      const at = (problem: Problem) =>
        places.find((place) => isWithin(problem.file, place.folder) || problem.file === place.folder);
      const ofLesson = (id: string) =>
        general.filter((problem) => at(problem)?.lesson === id && at(problem)?.exercise === null);
      const broken = exercisesIn(loaded).flatMap(({ id }): PreviewExercise[] => {
        const problems = general.filter((problem) => at(problem)?.exercise === id);
        // With warnings alone it is certified, and says them itself.
        if (!problems.some(({ severity }) => severity === 'error')) return [];
        const findings = problems.map(toFinding);
        return [{ id, isCurrent: true, findings, score: null }];
      });
      const fine = [...known.values()].filter(({ id }) => !broken.some((exercise) => exercise.id === id));
      return {
        folder,
        progress,
        exercises: [...fine, ...broken],
        lessons: loaded.packs.flatMap(({ lessons }) =>
          lessons.map(({ id }) => ({ id, findings: ofLesson(id).map(toFinding) })),
        ),
        packs: general.filter((problem) => at(problem) === undefined).map(toFinding),
      };
    },
  };
}

interface Place {
  readonly folder: string;
  readonly lesson: string;
  readonly exercise: string | null;
}

/** Folders of exercises before those of their lessons, so that the first that fits is the nearest. */
function placesOf({ packs }: LoadedPacks): readonly Place[] {
  const lessons = packs.flatMap((pack) =>
    pack.lessons.map((lesson) => ({
      lesson,
      folder: `${pack.folder}${sep}${lesson.id.slice(pack.manifest.id.length + 1)}`,
    })),
  );
  return [
    ...lessons.flatMap(({ lesson }) =>
      lesson.exercises.map(({ id, folder }) => ({ folder, lesson: lesson.id, exercise: id })),
    ),
    ...lessons.map(({ lesson, folder }) => ({ folder, lesson: lesson.id, exercise: null })),
  ];
}

function exercisesIn({ packs }: LoadedPacks) {
  return packs.flatMap(({ lessons }) => lessons.flatMap(({ exercises }) => exercises));
}

function previewed(
  { id, findings, mutants, killed, mutationScore, survivors }: ExerciseCertificate,
  folder: string,
  toFinding: (problem: Problem) => PreviewFinding,
): PreviewExercise {
  const score = {
    mutationScore,
    mutants,
    killed,
    survivors: survivors.map(({ file, line, before, after }) => ({
      file: shown(folder, file),
      line,
      before,
      after,
    })),
  };
  return { id, isCurrent: true, findings: findings.map(toFinding), score: mutants === 0 ? null : score };
}

function isSame(one: Problem, other: Problem): boolean {
  return one.file === other.file && one.line === other.line && one.message.en === other.message.en;
}

function isWithin(file: string, folder: string): boolean {
  return file.startsWith(`${folder}${sep}`);
}

/** As the author thinks of it: below the folder that they named, which is part of the path where it is a pack. */
function shown(folder: string, file: string): string {
  const path = relative(dirname(folder), file);
  return path.startsWith('..') ? file : path.split(sep).join('/');
}
