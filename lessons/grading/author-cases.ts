import type { Author, Copied, Failure, Job, World } from '../../sandbox/types.ts';
import { AuthorFault } from './author-fault.ts';
import type { CaseSource } from './author-harness.ts';
import { type Judgement, readJudgement } from './author-judgement.ts';
import { type AuthorContext, authorsFailure, openAuthorModule } from './author-module.ts';
import type { Property } from './property-schema.ts';

/** An input and the choices that made it; to shrink an input is to shrink its choices. */
export interface Case {
  readonly input: Copied;
  readonly choices: readonly number[];
}

export interface AuthorCases {
  /** Makes a case. Throws an AuthorFault where the generator fails; a failure where the computer was too busy to tell. */
  draw(source: CaseSource): Promise<Case | Failure>;
  /** Tries the case drawn last with `world`. Throws an AuthorFault where `holds` itself is at fault. */
  judge(world: World): Promise<Judgement>;
}

/** Opens the module of a property. Throws an AuthorFault where it does not load. */
export async function openCases(property: Property, context: AuthorContext, job: Job): Promise<AuthorCases> {
  const author = await openAuthorModule(property.file, context, job);
  const where = `${property.file}, "${property.name}"`;
  const isPatient = context.limits.wallMs !== undefined;
  return {
    draw: (source) => draw(author, { property, source, where, isPatient }),
    judge: async (world) =>
      readJudgement(await author.call('judge', [property.name], world), `${where}: holds()`),
  };
}

interface Drawing {
  readonly property: Property;
  readonly source: CaseSource;
  readonly where: string;
  readonly isPatient: boolean;
}

async function draw(
  author: Author,
  { property, source, where, isPatient }: Drawing,
): Promise<Case | Failure> {
  const drawn = await author.call('draw', [property.name, source]);
  if (drawn.ok) return drawn.value as unknown as Case;
  const { failure } = drawn;
  if (failure.kind === 'crash') return failure;
  if (failure.kind === 'time' && failure.limit === 'wall' && !isPatient) return failure;
  throw new AuthorFault(`${where}: no input could be made: ${authorsFailure(failure)}`);
}
