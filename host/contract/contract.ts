import { z } from 'zod';
import { editorContextSchema } from '../../lessons/format/editor-context.ts';
import { localeSchema } from '../../lessons/format/locale.ts';
import { checkStatusSchema, gradeReportSchema, visibilitySchema } from '../../lessons/format/report.ts';
import { dataMethods } from './data.ts';
import { draftSavedSchema, draftSchema } from './draft.ts';
import { helpEvents, helpMethods } from './help.ts';
import { historyMethods } from './history.ts';
import { exerciseId, instant, lessonId, profileId, submissionFilesSchema } from './ids.ts';
import { ownEditorMethods } from './own-editor.ts';
import {
  archiveBytesSchema,
  installAcceptSchema,
  packInstallationSchema,
  packListSchema,
  packVerificationSchema,
} from './packs.ts';
import { playgroundEvents, playgroundMethods } from './playground.ts';
import { previewSchema } from './preview.ts';
import { profileEvents, profileMethods } from './profiles.ts';

/**
 * THE boundary between the window and the host: every method and every event, declared once. The
 * host implements it, the client calls it, and what crosses is checked on arrival.
 */

export const progressStateSchema = z.enum(['new', 'started', 'passed']);
export type ProgressState = z.infer<typeof progressStateSchema>;

const exerciseSummarySchema = z.strictObject({
  id: exerciseId,
  kind: z.string(),
  title: z.string(),
  minutes: z.int(),
  /** Whether it has a world that the playground can open. */
  hasWorld: z.boolean(),
});

const lessonSummarySchema = z.strictObject({
  id: lessonId,
  number: z.string(),
  title: z.string(),
  summary: z.string(),
  minutes: z.int(),
  exercises: z.array(exerciseSummarySchema),
});

const catalogSchema = z.strictObject({
  packs: z.array(
    z.strictObject({
      id: z.string(),
      version: z.string(),
      title: z.string(),
      description: z.string(),
      tracks: z.array(
        z.strictObject({
          id: z.string(),
          number: z.int(),
          title: z.string(),
          summary: z.string(),
          needs: z.array(z.string()),
          lessons: z.array(lessonSummarySchema),
        }),
      ),
    }),
  ),
  /** What could not be loaded, and why: shown, never fatal. */
  problems: z.array(
    z.strictObject({
      file: z.string(),
      line: z.int().positive().nullable(),
      message: z.string(),
    }),
  ),
});
export type Catalog = z.infer<typeof catalogSchema>;

const lessonPageSchema = z.strictObject({
  id: lessonId,
  packTitle: z.string(),
  trackTitle: z.string(),
  number: z.string(),
  title: z.string(),
  summary: z.string(),
  minutes: z.int(),
  markdown: z.string(),
  /** False where the text is English because there is no translation. */
  translated: z.boolean(),
  exercises: z.array(exerciseSummarySchema),
  previous: lessonId.nullable(),
  next: lessonId.nullable(),
});
export type LessonPage = z.infer<typeof lessonPageSchema>;

const exercisePageSchema = z.strictObject({
  id: exerciseId,
  kind: z.string(),
  packTitle: z.string(),
  lesson: z.strictObject({ id: lessonId, number: z.string(), title: z.string() }),
  title: z.string(),
  minutes: z.int(),
  hasWorld: z.boolean(),
  /** The task, Markdown. */
  task: z.string(),
  translated: z.boolean(),
  entry: z.string(),
  starter: submissionFilesSchema,
  /** What the view of the exercise's kind draws, without any answer; null for a kind that is answered in the editor. */
  view: z.json().nullable(),
  editor: editorContextSchema,
  hints: z.array(z.string()),
  checks: z.array(
    z.strictObject({ id: z.string(), name: z.string(), weight: z.number(), visibility: visibilitySchema }),
  ),
  /** Exercise to open after this one is passed, within the lesson and then the pack. */
  next: exerciseId.nullable(),
});
export type ExercisePage = z.infer<typeof exercisePageSchema>;

export type Draft = z.infer<typeof draftSchema>;

const attemptSummarySchema = z.strictObject({
  id: z.string(),
  /** 1 for the learner's first submission of the exercise. */
  number: z.int().positive(),
  submittedAt: instant,
  passed: z.boolean(),
  checksPassed: z.int(),
  checksTotal: z.int(),
  /** How long grading took, in milliseconds. */
  durationMs: z.number().nonnegative(),
  /** The exercise has come to ask for something else since. */
  changedSince: z.boolean(),
});
export type AttemptSummary = z.infer<typeof attemptSummarySchema>;

const attemptSchema = attemptSummarySchema.extend({
  files: submissionFilesSchema,
  report: gradeReportSchema,
});
export type Attempt = z.infer<typeof attemptSchema>;

const progressSchema = z.strictObject({
  exercises: z.array(
    z.strictObject({
      id: exerciseId,
      state: progressStateSchema,
      attempts: z.int().nonnegative(),
      lastAt: instant.nullable(),
      /** It was passed, and asks for something else since then. Words that were mended do not count. */
      changedSincePassed: z.boolean(),
      /** The solution was shown before it was passed. */
      solutionSeen: z.boolean(),
    }),
  ),
});
export type Progress = z.infer<typeof progressSchema>;

const gradeProgressSchema = z.strictObject({
  done: z.int().nonnegative(),
  total: z.int().positive(),
  /** The check just finished. */
  check: z.strictObject({ id: z.string(), status: checkStatusSchema }),
});

/** Something about the learner's data that happened at start; the window words it. */
const noticeSchema = z.discriminatedUnion('kind', [
  /** The last close was not clean and the log of the latest changes is gone. */
  z.strictObject({ kind: z.literal('log-lost') }),
  /** The data file was damaged or missing and a backup took its place. */
  z.strictObject({
    kind: z.literal('restored'),
    loss: z.enum(['damaged', 'missing']),
    /** Where the damaged file was put; null where there was none. */
    setAside: z.string().nullable(),
    backupFrom: instant,
  }),
  /** The data file was damaged or missing and there was no good backup. */
  z.strictObject({
    kind: z.literal('started-anew'),
    loss: z.enum(['damaged', 'missing']),
    setAside: z.string().nullable(),
  }),
  /** No backup could be made; `reason` is the system's own word. */
  z.strictObject({ kind: z.literal('backup-failed'), reason: z.string() }),
]);
export type StartNotice = z.infer<typeof noticeSchema>;

interface MethodShape {
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** What a long call reports before it ends. */
  readonly progress?: z.ZodType;
}

export const methods = {
  /** Versions, and where the learner's data is. */
  'app.info': {
    input: z.strictObject({}),
    output: z.strictObject({
      version: z.string(),
      shell: z.enum(['browser', 'desktop']),
      dataFolder: z.string(),
      nodeVersion: z.string(),
      sqliteVersion: z.string(),
      shelf: z.record(z.string(), z.string()),
      /** What happened at start that the learner should know, e.g. a backup that was restored. */
      notices: z.array(noticeSchema),
    }),
  },
  ...profileMethods,
  ...dataMethods,
  ...historyMethods,
  /** Every pack with its tracks, lessons and exercises, titles in `locale`. */
  'catalog.list': { input: z.strictObject({ locale: localeSchema }), output: catalogSchema },
  /** One lesson's text. Error `not-found` where the pack has no such lesson. */
  'catalog.lesson': { input: z.strictObject({ lessonId, locale: localeSchema }), output: lessonPageSchema },
  'catalog.exercise': {
    input: z.strictObject({ exerciseId, locale: localeSchema }),
    output: exercisePageSchema,
  },
  /** The draft of an exercise, or null where nothing was typed yet. */
  'drafts.get': {
    input: z.strictObject({ profileId, exerciseId }),
    output: z.strictObject({ draft: draftSchema.nullable() }),
  },
  /**
   * Saves a draft durably and gives its revision. Where `basedOn` is not the stored revision, another
   * window saved in between: nothing is written, and the stored draft comes back under `conflict`.
   */
  'drafts.save': {
    input: z.strictObject({
      profileId,
      exerciseId,
      files: submissionFilesSchema,
      basedOn: z.int().nonnegative(),
    }),
    output: draftSavedSchema,
  },
  /** Grades the visible checks and keeps nothing. */
  'grade.run': {
    input: z.strictObject({ profileId, exerciseId, files: submissionFilesSchema, locale: localeSchema }),
    output: z.strictObject({ report: gradeReportSchema, durationMs: z.number() }),
    progress: gradeProgressSchema,
  },
  /** Grades every check and keeps the attempt. */
  'grade.submit': {
    input: z.strictObject({ profileId, exerciseId, files: submissionFilesSchema, locale: localeSchema }),
    output: z.strictObject({
      report: gradeReportSchema,
      attempt: attemptSummarySchema,
      durationMs: z.number(),
    }),
    progress: gradeProgressSchema,
  },
  /** The learner's attempts at an exercise, newest first. */
  'attempts.list': {
    input: z.strictObject({ profileId, exerciseId }),
    output: z.strictObject({ attempts: z.array(attemptSummarySchema) }),
  },
  /** One attempt, its report in the language it was graded in. */
  'attempts.get': { input: z.strictObject({ profileId, attemptId: z.string() }), output: attemptSchema },
  'progress.get': { input: z.strictObject({ profileId }), output: progressSchema },
  ...helpMethods,
  ...ownEditorMethods,
  /** Every pack in use, where it came from, who signed it and whether it is certified; event `packs.changed`. */
  'packs.list': { input: z.strictObject({ locale: localeSchema }), output: packListSchema },
  /** Looks at an archive as installing it would, and changes nothing. */
  'packs.verify': {
    input: z.strictObject({ archive: archiveBytesSchema, locale: localeSchema }),
    output: packVerificationSchema,
  },
  /**
   * Installs an archive, judged anew, so that what was shown before is not trusted twice. Event
   * `catalog.changed` follows. Error `storage` where the disk does not take it; nothing has changed then.
   */
  'packs.install': {
    input: z.strictObject({
      archive: archiveBytesSchema,
      accept: installAcceptSchema,
      locale: localeSchema,
    }),
    output: packInstallationSchema,
  },
  /** Takes an installed pack away; what learners did with it stays. Error `not-found`. */
  'packs.remove': { input: z.strictObject({ packId: z.string().max(64) }), output: z.strictObject({}) },
  /** What certification finds in the packs that their author is working on; event `preview.changed` follows changes. */
  'preview.findings': { input: z.strictObject({ locale: localeSchema }), output: previewSchema },
  ...playgroundMethods,
} as const satisfies Record<string, MethodShape>;

export const events = {
  ...profileEvents,
  /** A pack was added, changed or removed: fetch the catalog again. */
  'catalog.changed': z.strictObject({}),
  /** A draft was saved by any window. */
  'draft.saved': z.strictObject({ profileId, exerciseId, revision: z.int().positive() }),
  ...helpEvents,
  /** An attempt was kept. */
  'attempt.added': z.strictObject({ profileId, exerciseId, passed: z.boolean() }),
  /** More is known of an installed pack, such as whether it is certified: fetch the list again. */
  'packs.changed': z.strictObject({}),
  /** Other findings are there, or the check of a preview is further: fetch them again. */
  'preview.changed': z.strictObject({}),
  ...playgroundEvents,
} as const satisfies Record<string, z.ZodType>;

export type MethodName = keyof typeof methods;
export type MethodInput<M extends MethodName> = z.input<(typeof methods)[M]['input']>;
export type MethodOutput<M extends MethodName> = z.output<(typeof methods)[M]['output']>;
export type MethodProgress<M extends MethodName> = (typeof methods)[M] extends {
  progress: infer P extends z.ZodType;
}
  ? z.output<P>
  : never;
export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>;

/** Why a call failed. `message` is for a person, in English; the window words the known codes itself. */
export const callErrorSchema = z.strictObject({
  code: z.enum([
    'unknown-method',
    'bad-input',
    'too-large',
    'not-found',
    'cancelled',
    'connection-lost',
    'storage',
    'pack-broken',
    'internal',
  ]),
  message: z.string(),
  /** What to do next, where there is something to do. */
  nextStep: z.string().nullable(),
});
export type CallErrorData = z.infer<typeof callErrorSchema>;
