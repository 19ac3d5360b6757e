import { z } from 'zod';
import { instant, profileId } from './ids.ts';
import { profileNameSchema } from './profiles.ts';

/** The learner's data as a whole: copies of it, a profile to take along, and its end. */

/** A backup's file name, which is all that the window says of where it is. */
const backupName = z.string().regex(/^\d{6,}-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.db$/);

const backupListSchema = z.strictObject({
  /** Where the backups are. */
  folder: z.string(),
  /** Newest first. */
  backups: z.array(z.strictObject({ name: backupName, takenAt: instant, bytes: z.number().nonnegative() })),
});
export type BackupList = z.infer<typeof backupListSchema>;

/** The largest file that is exported and read again, in UTF-16 code units. */
export const maxExportLength = 64 * 1024 * 1024;
/** The most that one message brings of a file that is imported. */
export const importPartLength = 2 * 1024 * 1024;

const importRefusalSchema = z.enum([
  /** No JSON: another kind of file, or one that was cut short. */
  'not-json',
  /** JSON, and not a profile that Backline exported. */
  'foreign',
  /** Of a newer version of Backline. */
  'newer',
  /** It was changed or damaged after it was exported. */
  'damaged',
]);
export type ImportRefusal = z.infer<typeof importRefusalSchema>;
const importRefused = z.strictObject({ status: z.literal('refused'), reason: importRefusalSchema });

const upload = z.uuid();

const importExaminationSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('good'),
    name: z.string(),
    exportedAt: instant,
    attempts: z.int().nonnegative(),
    drafts: z.int().nonnegative(),
  }),
  importRefused,
]);
export type ImportExamination = z.infer<typeof importExaminationSchema>;

const importOutcomeSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('imported'),
    profileId,
    name: z.string(),
    /** How many came in, and how many were there already. */
    attempts: z.strictObject({ added: z.int().nonnegative(), known: z.int().nonnegative() }),
    /** A draft that is there is never overwritten. */
    drafts: z.strictObject({ added: z.int().nonnegative(), known: z.int().nonnegative() }),
  }),
  importRefused,
]);
export type ImportOutcome = z.infer<typeof importOutcomeSchema>;

const deletionSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('deleted'),
    /** Names of backups that the profile could not be taken out of; they are as they were. */
    backupsLeft: z.array(z.string()),
  }),
  /** The name that was typed is not the profile's. */
  z.strictObject({ status: z.literal('other-name') }),
]);

export const dataMethods = {
  'data.backups': { input: z.strictObject({}), output: backupListSchema },
  /** Takes a backup now and gives them all. Error `storage` where the disk does not take it. */
  'data.backUp': { input: z.strictObject({}), output: backupListSchema },
  /**
   * Puts a backup in the place of all the present data, which becomes a backup itself. Event
   * `profiles.changed` follows. Error `not-found` where there is no such backup; a refusal changes nothing.
   */
  'data.restore': {
    input: z.strictObject({ name: backupName }),
    output: z.discriminatedUnion('status', [
      z.strictObject({ status: z.literal('restored') }),
      z.strictObject({ status: z.literal('refused'), reason: z.enum(['damaged', 'newer']) }),
    ]),
  },
  /** Everything about a profile as one JSON text (`docs/profile-export.md`). */
  'data.export': {
    input: z.strictObject({ profileId }),
    output: z.discriminatedUnion('status', [
      z.strictObject({ status: z.literal('exported'), text: z.string() }),
      z.strictObject({ status: z.literal('too-large') }),
    ]),
  },
  /** Brings a part of a file to import, in order from 0. A new upload takes the place of an unfinished one. */
  'data.importPart': {
    input: z.strictObject({
      upload,
      part: z.int().min(0).max(1_000),
      text: z.string().max(importPartLength),
    }),
    output: z.strictObject({}),
  },
  /** Looks at what was uploaded as importing it would, and changes nothing. */
  'data.examineImport': { input: z.strictObject({ upload }), output: importExaminationSchema },
  /** Imports what was uploaded, into a profile or a new one. Event `profiles.changed`. */
  'data.import': {
    input: z.strictObject({ upload, into: profileId.nullable() }),
    output: importOutcomeSchema,
  },
  /**
   * Deletes a profile and all that is its; `name` is what the person typed to agree. `clean` takes it out
   * of every backup as well. Event `profiles.changed`.
   */
  'data.deleteProfile': {
    input: z.strictObject({ profileId, name: profileNameSchema, backups: z.enum(['keep', 'clean']) }),
    output: deletionSchema,
  },
} as const;
