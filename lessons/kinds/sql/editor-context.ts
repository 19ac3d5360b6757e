import type { EditorContext } from '../../format/editor-context.ts';
import { schemaStatements } from '../../grading/schema-statements.ts';
import type { SqlExercise } from './schema.ts';

/** The tables of the data that is shown; those of hidden data where none is, without a row in either case. */
export function sqlEditorContext(
  exercise: SqlExercise,
  { resources }: { readonly resources: Readonly<Record<string, string>> },
): EditorContext {
  const checks = exercise.checks.filter(({ dataset, generate }) => dataset ?? generate);
  const shown = checks.find(({ visibility }) => visibility === 'shown') ?? checks[0];
  const file = shown?.dataset ?? shown?.generate?.base;
  const script = file === undefined ? '' : (resources[file] ?? '');
  return { declarations: {}, databases: { main: schemaStatements(script) } };
}
