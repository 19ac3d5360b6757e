import { z } from 'zod';

/** What the editor is told of an exercise beside the learner's files, so that it can complete and check them. */
export const editorContextSchema = z.strictObject({
  /** Type declarations of modules that an answer imports and that are none of its files, by path. */
  declarations: z.record(z.string(), z.string()),
  /** The statements that make each database's tables and views, by its name: never a row. */
  databases: z.record(z.string(), z.string()),
});
export type EditorContext = z.infer<typeof editorContextSchema>;
