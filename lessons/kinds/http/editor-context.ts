import type { EditorContext } from '../../format/editor-context.ts';
import { schemaStatements } from '../../grading/schema-statements.ts';
import type { HttpExercise } from './schema.ts';

/** The tables of the exercise's databases. */
export function httpEditorContext(
  { databases }: HttpExercise,
  { resources }: { readonly resources: Readonly<Record<string, string>> },
): EditorContext {
  const schemas = Object.entries(databases).map(([name, file]) => [
    name,
    schemaStatements(resources[file] ?? ''),
  ]);
  return { declarations: {}, databases: Object.fromEntries(schemas) };
}
