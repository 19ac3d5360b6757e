import type { Job } from '../../../sandbox/types.ts';
import { type Finding, passed } from '../../grading/grader.ts';
import { checkRows } from './check-rows.ts';
import { type Context, withLog } from './findings.ts';
import { gradeAttacks } from './grade-attacks.ts';
import { gradeBudget } from './grade-budget.ts';
import { databasesOf, openApp } from './open-app.ts';
import { newTrail, runSteps } from './run-steps.ts';
import type { HttpCheck } from './schema.ts';

/** Grades one check in fresh worlds: by its steps and the rows they leave, by a budget, or by attacks. */
export async function gradeHttp(check: HttpCheck, context: Context, job: Job): Promise<Finding> {
  if (check.attacks !== undefined) return gradeAttacks(check, context, job);
  if (check.budget !== undefined) return gradeBudget({ check, budget: check.budget }, context, job);
  const opened = await openApp(
    { files: context.files, databases: databasesOf(check, context) },
    context,
    job,
  );
  if (!opened.ok) return opened.finding;
  const { world } = opened;
  const trail = newTrail();
  const finding =
    (await runSteps(world, check.steps, context, trail)) ??
    (await checkRows(world, check, context, trail.exchanges));
  return finding === null ? passed : withLog(finding, world);
}
