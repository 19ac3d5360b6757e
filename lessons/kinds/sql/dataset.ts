import { AuthorFault } from '../../grading/author-fault.ts';
import { insertScript, transactionOf } from '../../grading/dataset-script.ts';
import { generateData } from '../../grading/generate-data.ts';
import type { Script } from '../../grading/statement-place.ts';
import type { SqlCheck } from './schema.ts';

export interface DatasetSource {
  readonly resources: Readonly<Record<string, string>>;
  readonly seed: number;
}

/** A check's dataset as a script, its own or one that the seed makes. */
export function datasetOf(check: SqlCheck, { resources, seed }: DatasetSource): Script {
  const textOf = (file: string): string => {
    const text = resources[file];
    if (text === undefined) throw new AuthorFault(`its dataset ${file} is not there`);
    return text;
  };
  if (check.dataset !== undefined) return { file: check.dataset, text: textOf(check.dataset) };
  const { generate } = check;
  if (generate === undefined) throw new AuthorFault(`its check ${check.id} names no dataset`);
  const rows = transactionOf(insertScript(generateData(generate, { seed, size: 1 })));
  return { file: `${generate.base}, with generated rows,`, text: `${textOf(generate.base)}\n;\n${rows}` };
}
