import { z } from 'zod';
import {
  cellSchema,
  httpEvidenceSchema,
  locationSchema,
  logEvidenceSchema,
  planEvidenceSchema,
  statementsEvidenceSchema,
  textEvidenceSchema,
  timelineEvidenceSchema,
} from '../../lessons/format/evidence.ts';
import { localeSchema } from '../../lessons/format/locale.ts';
import { reasonSchema } from '../../lessons/format/report.ts';
import { draftSavedSchema, draftSchema } from './draft.ts';
import { exerciseId, instant, profileId, submissionFilesSchema } from './ids.ts';

/**
 * The playground: a program, its databases and a client, with nothing graded. A person has one of
 * their own, and one for each exercise whose world they opened. Its world is started from files,
 * lives between calls, and sleeps after some minutes without one.
 */

/** Whose playground, and which: the person's own where `exerciseId` is null. */
const which = { profileId, exerciseId: exerciseId.nullable() };
const asked = { ...which, locale: localeSchema };
const name = z.string().min(1).max(200);
const filePath = z.string().min(1).max(200);

/** How the files are run, kept beside them. */
export const playgroundWorldSchema = z.strictObject({
  /** The module with the app; null where there is a database and no program. */
  entry: filePath.nullable(),
  /** Name of a database to the file whose SQL makes it. */
  databases: z.record(name, filePath),
  env: z.record(z.string(), z.string()),
  /** The first instant of the world's clock; null is the time at which it is started. */
  startTime: instant.nullable(),
});
export type PlaygroundWorld = z.infer<typeof playgroundWorldSchema>;

const headerSchema = z.tuple([z.string().max(1_000), z.string().max(64_000)]);

export const playgroundRequestSchema = z.strictObject({
  method: z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}$/),
  /** Path with query; begins with a slash. */
  path: z
    .string()
    .max(16_000)
    .regex(/^\/[^\s#]*$/),
  headers: z.array(headerSchema).max(100),
  body: z
    .string()
    .max(1024 * 1024)
    .nullable(),
});
export type PlaygroundRequest = z.infer<typeof playgroundRequestSchema>;

/** What the file `playgroundFile` of a playground holds. */
export const playgroundNotesSchema = z.strictObject({
  world: playgroundWorldSchema,
  /** The request in the form, as it was left. */
  draft: playgroundRequestSchema,
  requests: z
    .array(z.strictObject({ name: z.string().min(1).max(120), request: playgroundRequestSchema }))
    .max(200),
  /** The SQL in the console. */
  sql: z.string(),
});
export type PlaygroundNotes = z.infer<typeof playgroundNotesSchema>;

/** Why something did not work, in the words that graders use. */
export const playgroundFailureSchema = z.strictObject({
  reason: reasonSchema,
  message: z.string(),
  nextStep: z.string().nullable(),
  location: locationSchema.nullable(),
  evidence: z.array(textEvidenceSchema),
  /** Whether the world is gone with it. It starts anew with the data as it was before this call. */
  ended: z.boolean(),
});
export type PlaygroundFailure = z.infer<typeof playgroundFailureSchema>;

export const databaseObjectSchema = z.strictObject({
  name: z.string(),
  kind: z.enum(['table', 'view']),
  /** Null where counting took too long or failed. */
  rows: z.int().nonnegative().nullable(),
  columns: z.array(
    z.strictObject({
      name: z.string(),
      type: z.string(),
      notNull: z.boolean(),
      primaryKey: z.boolean(),
      /** Computed by the database: it cannot be written. */
      generated: z.boolean(),
    }),
  ),
  /** What it was made with. */
  sql: z.string().nullable(),
});
export type DatabaseObject = z.infer<typeof databaseObjectSchema>;

/** What a program did during one call, in order. */
const activitySchema = z.strictObject({
  log: logEvidenceSchema,
  statements: statementsEvidenceSchema,
  timeline: timelineEvidenceSchema,
});
export type PlaygroundActivity = z.infer<typeof activitySchema>;

const runningSchema = z.strictObject({
  /** False where the program exports no app and there is nothing to send a request to. */
  hasApp: z.boolean(),
  databases: z.array(z.string()),
  /** What the world's clock shows. */
  clock: instant,
});
export type RunningPlayground = z.infer<typeof runningSchema>;

/** The world is not there: it was never started, or sleeps. Start it and ask again; data that slept comes back. */
const asleep = z.strictObject({ status: z.literal('asleep') });
const failed = z.strictObject({ status: z.literal('failed'), failure: playgroundFailureSchema });

export const sqlResultSchema = z.strictObject({
  sql: z.string(),
  /** Null for a statement that gives no rows. Evidence of a table compares with what was expected, and nothing was. */
  table: z.strictObject({ columns: z.array(z.string()), rows: z.array(z.array(cellSchema)) }).nullable(),
  changes: z.int().nonnegative(),
  rowsDropped: z.int().nonnegative(),
  plan: planEvidenceSchema.nullable(),
});
export type SqlResult = z.infer<typeof sqlResultSchema>;

/** The values that tell a row from all others: of its primary key, or its rowid. */
const rowKeySchema = z.array(cellSchema).min(1).max(50);
export type RowKey = z.infer<typeof rowKeySchema>;

/** A value as a person typed it. `text` is stored as SQLite's column type takes it. */
const typedValueSchema = z.union([z.null(), z.strictObject({ text: z.string().max(1024 * 1024) })]);

export const rowChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('update'), key: rowKeySchema, column: name, value: typedValueSchema }),
  /** Columns that are left out take their default. */
  z.strictObject({ kind: z.literal('insert'), values: z.record(name, typedValueSchema) }),
  z.strictObject({ kind: z.literal('delete'), key: rowKeySchema }),
]);
export type RowChange = z.infer<typeof rowChangeSchema>;

export const playgroundMethods = {
  /** What was kept of a playground, and what one begins with. Error `not-found` where the exercise has no world. */
  'playground.get': {
    input: z.strictObject(asked),
    output: z.strictObject({
      draft: draftSchema.nullable(),
      starter: submissionFilesSchema,
      /** The exercise whose world it is. */
      exercise: z.strictObject({ id: exerciseId, title: z.string() }).nullable(),
      running: runningSchema.nullable(),
    }),
  },
  /** Saves it durably, as `drafts.save` does. Event `playground.saved` follows. */
  'playground.save': {
    input: z.strictObject({ ...which, files: submissionFilesSchema, basedOn: z.int().nonnegative() }),
    output: draftSavedSchema,
  },
  /**
   * Starts a world from the files, in place of the one that runs. `keep` goes on with the data that is there,
   * `reset` makes it anew from the databases' files. One program too many puts the one used least to sleep.
   */
  'playground.start': {
    input: z.strictObject({
      ...asked,
      files: submissionFilesSchema,
      world: playgroundWorldSchema,
      data: z.enum(['keep', 'reset']),
    }),
    output: z.discriminatedUnion('status', [
      z.strictObject({
        status: z.literal('running'),
        running: runningSchema,
        /** `outdated`: it is kept, and a file that makes a database has changed since. */
        data: z.enum(['new', 'kept', 'outdated']),
        activity: activitySchema,
      }),
      failed,
    ]),
  },
  /** Sends a request and waits, in the world's time, for the whole response. */
  'playground.send': {
    input: z.strictObject({ ...asked, request: playgroundRequestSchema }),
    output: z.discriminatedUnion('status', [
      z.strictObject({
        status: z.literal('answered'),
        http: httpEvidenceSchema,
        /** Of real time, in milliseconds. */
        durationMs: z.number().nonnegative(),
        activity: activitySchema,
        running: runningSchema,
      }),
      failed.extend({ activity: activitySchema.nullable() }),
      asleep,
    ]),
  },
  /** Moves the world's clock on and runs the timers that fall due. */
  'playground.advance': {
    input: z.strictObject({
      ...asked,
      ms: z
        .int()
        .positive()
        .max(366 * 24 * 3_600_000),
    }),
    output: z.discriminatedUnion('status', [
      z.strictObject({ status: z.literal('advanced'), activity: activitySchema, running: runningSchema }),
      failed,
      asleep,
    ]),
  },
  /** Runs a script in a database. What stood before a statement that fails has run, and stays. */
  'playground.sql': {
    input: z.strictObject({ ...asked, database: name, script: z.string().max(512 * 1024) }),
    output: z.discriminatedUnion('status', [
      z.strictObject({
        status: z.literal('ran'),
        results: z.array(sqlResultSchema),
        /** Results beyond those that are given; their statements are among `statements`. */
        omitted: z.int().nonnegative(),
        statements: statementsEvidenceSchema,
      }),
      failed,
      asleep,
    ]),
  },
  /** The tables and views of a database. */
  'playground.tables': {
    input: z.strictObject({ ...asked, database: name }),
    output: z.discriminatedUnion('status', [
      z.strictObject({ status: z.literal('read'), objects: z.array(databaseObjectSchema) }),
      failed,
      asleep,
    ]),
  },
  /** A page of the rows of a table or view, in the order of its key. */
  'playground.rows': {
    input: z.strictObject({
      ...asked,
      database: name,
      table: name,
      offset: z.int().nonnegative(),
      limit: z.int().min(1).max(500),
    }),
    output: z.discriminatedUnion('status', [
      z.strictObject({
        status: z.literal('read'),
        columns: z.array(z.string()),
        /** `key` is null where a row cannot be told from others, as in a view. */
        rows: z.array(z.strictObject({ key: rowKeySchema.nullable(), cells: z.array(cellSchema) })),
        total: z.int().nonnegative(),
      }),
      failed,
      asleep,
    ]),
  },
  /** Changes, adds or removes one row. `gone`: no row has this key any more. */
  'playground.edit': {
    input: z.strictObject({ ...asked, database: name, table: name, change: rowChangeSchema }),
    output: z.discriminatedUnion('status', [
      z.strictObject({ status: z.literal('changed') }),
      z.strictObject({ status: z.literal('gone') }),
      failed,
      asleep,
    ]),
  },
  /** Ends the world; its data is kept for the next start, as long as Backline runs. */
  'playground.stop': { input: z.strictObject(which), output: z.strictObject({}) },
} as const;

export const playgroundEvents = {
  /** A playground was saved by any window. */
  'playground.saved': z.strictObject({ ...which, revision: z.int().positive() }),
} as const;
