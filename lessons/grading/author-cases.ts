import type { Author, Copied, Job, Limits, World } from '../../sandbox/types.ts';
import { AuthorFault } from './author-fault.ts';
import type { CaseSource } from './author-harness.ts';
import { type Judgement, readJudgement } from './author-judgement.ts';
import { type AuthorContext, authorsFailure, openAuthorModule } from './author-module.ts';
import { BusyComputer, throwIfBusy } from './busy-computer.ts';
import type { Property } from './property-schema.ts';

/** An input and the choices that made it; to shrink an input is to shrink its choices. */
export interface Case {
  readonly input: Copied;
  readonly choices: readonly number[];
}

export interface AuthorCases {
  /** Makes a case. Throws an AuthorFault where the generator fails. */
  draw(source: CaseSource): Promise<Case>;
  /** Tries the case drawn last with `world`. Throws an AuthorFault where `holds` itself is at fault. */
  judge(world: World): Promise<Judgement>;
}

/** Opens the module of a property. Throws an AuthorFault where it does not load. */
export async function openCases(property: Property, context: AuthorContext, job: Job): Promise<AuthorCases> {
  const author = await openAuthorModule(property.file, context, job);
  const where = `${property.file}, "${property.name}"`;
  return {
    draw: (source) => draw(author, { property, source, where, limits: context.limits }),
    judge: async (world) =>
      readJudgement(await author.call('judge', [property.name], world), `${where}: holds()`),
  };
}

interface Drawing {
  readonly property: Property;
  readonly source: CaseSource;
  readonly where: string;
  readonly limits: Partial<Limits>;
}

async function draw(author: Author, { property, source, where, limits }: Drawing): Promise<Case> {
  const drawn = await author.call('draw', [property.name, source]);
  if (drawn.ok) return drawn.value as unknown as Case;
  const { failure } = drawn;
  // Its runner died, of what the program did before or of a fault of ours.
  if (failure.kind === 'crash') throw new BusyComputer(failure);
  throwIfBusy(failure, limits);
  const why = authorsFailure(failure);
  throw new AuthorFault({
    en: `${where}: no input could be made: ${why.en}`,
    'pt-BR': `${where}: não foi possível gerar nenhuma entrada: ${why['pt-BR']}`,
  });
}
