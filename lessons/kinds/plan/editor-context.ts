import type { EditorContext } from '../../format/editor-context.ts';
import { schemaStatements } from '../../grading/schema-statements.ts';
import type { PlanExercise } from './schema.ts';

/** The tables that grow. */
export function planEditorContext(
  { data }: PlanExercise,
  { resources }: { readonly resources: Readonly<Record<string, string>> },
): EditorContext {
  return { declarations: {}, databases: { main: schemaStatements(resources[data.base] ?? '') } };
}
