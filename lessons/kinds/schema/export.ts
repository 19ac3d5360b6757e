import type { ExportContext, ProjectParts } from '../../export/project.ts';
import { sqlProject } from '../../export/sql-project.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import type { SchemaExercise } from './schema.ts';

/** The script, what is there before it, and a program that runs it and lists the tables and indexes it leaves. */
export async function exportSchema(context: ExportContext<SchemaExercise>): Promise<ProjectParts> {
  const { exercise, resources, locale } = context;
  const { dataset, entry } = exercise;
  const isShown = exercise.checks.some((check) => check.visibility === 'shown');
  const text = dataset === undefined ? undefined : resources[dataset];
  if (dataset !== undefined && text === undefined) {
    throw new AuthorFault({
      en: `its dataset ${dataset} is not there`,
      'pt-BR': `seu conjunto de dados ${dataset} não foi encontrado`,
    });
  }
  return sqlProject({
    datasets: text === undefined || !isShown ? {} : { before: text },
    entry,
    query: null,
    inspect: [
      {
        title: 'sqlite_schema',
        sql: "SELECT type, name, tbl_name FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY tbl_name, type DESC, name",
      },
    ],
    plans: false,
    locale,
  });
}
