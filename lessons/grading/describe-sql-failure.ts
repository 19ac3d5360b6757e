import type { Failure } from '../../sandbox/types.ts';
import type { Locale } from '../format/locale.ts';
import { describeFailure } from './describe-failure.ts';
import type { Finding } from './grader.ts';
import { placeOfFailure, type Script } from './statement-place.ts';

const english = {
  exists:
    'Something of this name is there already: choose another name, or look whether the script makes it twice.',
  nested: 'The expression nests too deep for SQLite: look for brackets or conditions that repeat.',
  syntax:
    'SQLite stopped at the word it names: look at it and at what stands just before, often a comma too many or one that is missing.',
  incomplete: 'The statement ends too early: look for a bracket or a quote that is never closed.',
  noTable: 'Compare the name with the tables of the task, letter by letter.',
  noColumn:
    'Compare the name with the columns of the task. Text goes in single quotes; double quotes mean a name.',
  ambiguous: 'Several tables have a column of this name: write which one is meant, such as orders.id.',
  noFunction:
    'SQLite has no function of this name, or not with so many arguments. Other databases may have it.',
  aggregate: 'An aggregate such as COUNT or SUM cannot stand here: a condition on groups goes in HAVING.',
  constraint: 'A constraint of the table refused this row. The message names the column.',
  column: 'Both sides must have the same number of columns.',
};

const portuguese: typeof english = {
  exists: 'Já existe algo com esse nome: escolha outro ou veja se o script o cria duas vezes.',
  nested: 'A expressão tem níveis demais para o SQLite: procure parênteses ou condições que se repetem.',
  syntax:
    'O SQLite parou na palavra que ele cita: olhe para ela e para o que vem logo antes; muitas vezes sobra ou falta uma vírgula.',
  incomplete: 'O comando termina cedo demais: procure um parêntese ou uma aspa que não foi fechada.',
  noTable: 'Compare o nome com as tabelas da tarefa, letra por letra.',
  noColumn:
    'Compare o nome com as colunas da tarefa. Texto vai entre aspas simples; aspas duplas indicam um nome.',
  ambiguous: 'Mais de uma tabela tem uma coluna com esse nome: escreva de qual é, por exemplo orders.id.',
  noFunction:
    'O SQLite não tem uma função com esse nome, ou não com esse número de argumentos. Outros bancos podem ter.',
  aggregate:
    'Uma função de agregação, como COUNT ou SUM, não pode ficar aqui: condições sobre grupos vão no HAVING.',
  constraint: 'Uma restrição da tabela recusou esta linha. A mensagem diz qual é a coluna.',
  column: 'Os dois lados precisam ter o mesmo número de colunas.',
};

const texts: Readonly<Record<Locale, typeof english>> = { en: english, 'pt-BR': portuguese };

/** What SQLite says, by its beginning or a telling part, and the advice that helps with it. */
const advice: readonly (readonly [RegExp, keyof typeof english])[] = [
  [/syntax error/, 'syntax'],
  [/incomplete input|unrecognized token/, 'incomplete'],
  [/already exists/, 'exists'],
  [/Recursion limit|too large \(maximum depth|parser stack overflow/, 'nested'],
  [/no such table/, 'noTable'],
  [/no such column|has no column named/, 'noColumn'],
  [/ambiguous column name/, 'ambiguous'],
  [/no such function|wrong number of arguments/, 'noFunction'],
  [/misuse of aggregate|misuse of window|aggregate functions are not allowed/, 'aggregate'],
  [/number of result columns|values for .* columns|sub-select returns|row value misused/, 'column'],
  [/constraint failed/, 'constraint'],
];

/** As `describeFailure`, with the line in the learner's script and advice for what SQLite says most. */
export function describeSqlFailure(failure: Failure, script: Script, locale: Locale): Finding {
  const finding = describeFailure(failure, locale);
  if (failure.kind !== 'sql') return finding;
  const found = advice.find(([pattern]) => pattern.test(failure.message));
  return {
    ...finding,
    location: placeOfFailure(failure, script),
    nextStep: finding.nextStep ?? (found === undefined ? null : texts[locale][found[1]]),
  };
}
