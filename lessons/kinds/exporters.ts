import type { Exporter } from '../export/project.ts';
import { exportFunction } from './function/export.ts';
import { exportHttp } from './http/export.ts';
import { exportPlan } from './plan/export.ts';
import { exportSchema } from './schema/export.ts';
import type { Exercise, ExerciseKind, ExerciseOf } from './schemas.ts';
import { exportSql } from './sql/export.ts';
import { exportTests } from './tests/export.ts';

/** Kinds with something of their own to export; of the others the files are enough. */
const exporters: { readonly [Kind in ExerciseKind]?: Exporter<ExerciseOf<Kind>> } = {
  http: exportHttp,
  sql: exportSql,
  schema: exportSchema,
  plan: exportPlan,
  function: exportFunction,
  tests: exportTests,
};

/** A kind's exporter, where it has one. It must only be given exercises of that kind. */
export function exporterOf(kind: ExerciseKind): Exporter<Exercise> | undefined {
  // An exporter takes its own kind's exercises only; the loader paired kind and exercise.
  return exporters[kind] as Exporter<Exercise> | undefined;
}
