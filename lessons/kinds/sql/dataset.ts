import type { Locale } from '../../format/locale.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { insertScript, transactionOf } from '../../grading/dataset-script.ts';
import { generateData } from '../../grading/generate-data.ts';
import type { Script } from '../../grading/statement-place.ts';
import type { SqlCheck } from './schema.ts';

export interface DatasetSource {
  readonly resources: Readonly<Record<string, string>>;
  readonly seed: number;
  readonly locale: Locale;
}

/** A check's dataset as a script, its own or one that the seed makes. */
export function datasetOf(check: SqlCheck, { resources, seed, locale }: DatasetSource): Script {
  const textOf = (file: string): string => {
    const text = resources[file];
    if (text === undefined) {
      throw new AuthorFault({
        en: `its dataset ${file} is not there`,
        'pt-BR': `seu conjunto de dados ${file} não foi encontrado`,
      });
    }
    return text;
  };
  if (check.dataset !== undefined) return { file: check.dataset, text: textOf(check.dataset) };
  const { generate } = check;
  if (generate === undefined) {
    throw new AuthorFault({
      en: `its check ${check.id} names no dataset`,
      'pt-BR': `sua verificação ${check.id} não cita nenhum conjunto de dados`,
    });
  }
  const rows = transactionOf(insertScript(generateData(generate, { seed, size: 1 })));
  const added = { en: 'with generated rows', 'pt-BR': 'com linhas geradas' };
  return { file: `${generate.base}, ${added[locale]},`, text: `${textOf(generate.base)}\n;\n${rows}` };
}
