import { AuthorFault } from '../../grading/author-fault.ts';
import type { Implementation } from './implementations.ts';
import type { Ran } from './run-tests.ts';

/** Throws an AuthorFault where an implementation could be told from the reference by its names alone. */
export function refuseOtherExports({ where }: Implementation, run: Ran, reference: Ran): void {
  const [own, theirs] = [run, reference].map(({ exports }) => exports.toSorted().join(', '));
  if (own === theirs) return;
  throw new AuthorFault({
    en: `${where} exports ${own || 'nothing'}, and the reference exports ${theirs || 'nothing'}`,
    'pt-BR': `${where} exporta ${own || 'nada'}, e a implementação de referência exporta ${theirs || 'nada'}`,
  });
}
