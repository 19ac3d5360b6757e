import type { EditorContext } from '../../format/editor-context.ts';
import { schemaStatements } from '../../grading/schema-statements.ts';
import type { SchemaExercise } from './schema.ts';

/** The tables that are there before the answer makes or changes some. */
export function schemaEditorContext(
  { dataset }: SchemaExercise,
  { resources }: { readonly resources: Readonly<Record<string, string>> },
): EditorContext {
  const script = dataset === undefined ? '' : (resources[dataset] ?? '');
  return { declarations: {}, databases: { main: schemaStatements(script) } };
}
