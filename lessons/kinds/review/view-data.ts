import { z } from 'zod';
import { diffEvidenceSchema } from '../../format/evidence.ts';
import { textIn } from '../../format/locale.ts';
import type { ViewData, ViewDataGiven } from '../declaration.ts';
import { changedFiles } from './changed-files.ts';
import type { ReviewExercise } from './schema.ts';

/** What the learner reviews; where the defects are stays behind. */
export const reviewViewSchema = z.strictObject({
  files: z.array(
    z.strictObject({
      path: z.string(),
      /** False where the file is read as a whole and not as a change. */
      isChange: z.boolean(),
      lines: diffEvidenceSchema.shape.lines,
    }),
  ),
  categories: z.array(z.strictObject({ id: z.string(), name: z.string() })),
});
export type ReviewView = z.infer<typeof reviewViewSchema>;
export type FileView = ReviewView['files'][number];
export type LineView = FileView['lines'][number];

export function reviewViewData(exercise: ReviewExercise, { resources, locale }: ViewDataGiven): ViewData {
  return {
    files: changedFiles(exercise, resources).map(({ path, lines }, at) => ({
      path,
      isChange: exercise.files[at]?.before !== undefined,
      lines: [...lines],
    })),
    categories: exercise.categories.map(({ id, name }) => ({ id, name: textIn(name, locale) })),
  } satisfies ReviewView;
}
