import { tokenize } from 'sqlite3-parser';

/**
 * The statements of a script that make tables and views, for somebody who may know the columns and not
 * the rows: comments are left out, and so is a statement with values in it.
 */
export function schemaStatements(script: string): string {
  return statementsOf(script)
    .filter((words) => makesTable.test(words.slice(0, 3).join(' ')) && !words.some(isValues))
    .map((words) => `${words.join(' ')};\n`)
    .join('');
}

const makesTable = /^create (temp |temporary )?(table|view|virtual)\b/i;
const isValues = (word: string): boolean => word.toUpperCase() === 'VALUES';

/** Each statement's words. A trigger comes in pieces, which make no table. */
function statementsOf(script: string): string[][] {
  const statements: string[][] = [[]];
  for (const { text } of tokenize(script)) {
    if (text === ';') statements.push([]);
    else statements.at(-1)?.push(text);
  }
  return statements;
}
