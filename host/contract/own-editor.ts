import { z } from 'zod';
import { exerciseId, profileId, submissionFilesSchema } from './ids.ts';

/** Why a file in the folder is left out, or why nothing of the folder is taken over. */
export const folderFaultSchema = z.enum([
  /** The folder is gone. */
  'gone',
  /** The file that is run first is not there. */
  'no-entry',
  'too-many',
  'too-large',
  /** It is not UTF-8 text. */
  'not-text',
  /** It leads out of the folder, or is something else than a file. */
  'not-a-file',
  /** The system does not let it be read or written. */
  'denied',
]);
export type FolderFault = z.infer<typeof folderFaultSchema>;

const faultAt = z.strictObject({ fault: folderFaultSchema, path: z.string() });
export type FaultAt = z.infer<typeof faultAt>;

export const followProgressSchema = z.discriminatedUnion('status', [
  /** The folder and the draft are the same, but for what was `left` out. */
  z.strictObject({ status: z.literal('in-step'), folder: z.string(), left: z.array(faultAt) }),
  /** What was saved in the folder is the draft now; `removed` are paths that it no longer has. */
  z.strictObject({ status: z.literal('taken'), files: submissionFilesSchema, removed: z.array(z.string()) }),
  /**
   * Folder and draft have both changed. Nothing is overwritten until a draft is saved anew: one like the
   * folder's files settles it, and so does any other, which then replaces them.
   */
  z.strictObject({ status: z.literal('conflict'), files: submissionFilesSchema }),
  /** Nothing is taken over until this is mended. */
  z.strictObject({ status: z.literal('refused'), folder: z.string(), fault: faultAt }),
]);
export type FollowProgress = z.infer<typeof followProgressSchema>;

const ofExercise = { profileId, exerciseId };

export const ownEditorMethods = {
  /**
   * Puts the draft's files into a folder of the exercise and keeps both in step, whichever changes, until
   * the call is cancelled or its connection ends. Errors `not-found` and `storage`.
   */
  'ownEditor.follow': {
    input: z.strictObject(ofExercise),
    output: z.strictObject({}),
    progress: followProgressSchema,
  },
  /** Opens that folder with the system's file manager. Only the desktop's host can; elsewhere error `not-found`. */
  'ownEditor.open': { input: z.strictObject(ofExercise), output: z.strictObject({}) },
} as const;
