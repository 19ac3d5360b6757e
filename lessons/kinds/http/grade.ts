import type { Job } from '../../../sandbox/types.ts';
import { type Graded, passed } from '../../grading/grader.ts';
import { withWhatHappened } from '../../grading/what-happened.ts';
import { checkLeft } from './check-left.ts';
import type { Context } from './findings.ts';
import { gradeAttacks } from './grade-attacks.ts';
import { gradeBudget } from './grade-budget.ts';
import { gradeProperty } from './grade-property.ts';
import { observeSteps } from './observe-steps.ts';
import { databasesOf, openApp } from './open-app.ts';
import { newTrail, runSteps } from './run-steps.ts';
import type { HttpCheck } from './schema.ts';

/** Grades one check in fresh worlds: by its steps and what they leave, a budget, attacks or a property. */
export async function gradeHttp(check: HttpCheck, context: Context, job: Job): Promise<Graded> {
  const { attacks, budget, property } = check;
  if (attacks !== undefined) return gradeAttacks(check, context, job);
  if (budget !== undefined) return gradeBudget({ check, budget }, context, job);
  if (property !== undefined) return gradeProperty({ check, property }, context, job);
  const app = { files: context.files, databases: databasesOf(check, context) };
  const opened = await openApp(app, context, job);
  if (!opened.ok) return opened.finding;
  const { world } = opened;
  const trail = newTrail();
  const finding =
    (await runSteps(world, check.steps, context, trail)) ??
    (await checkLeft(world, check, context, trail.exchanges));
  return finding === null
    ? { ...passed, observe: () => observeSteps(world, trail) }
    : withWhatHappened(finding, world);
}
