import type { Locale } from '../../format/locale.ts';

const english = {
  noResult: 'The script ran and gave no result set.',
  noResultNext: 'Finish with a SELECT: the result of the last query is what is compared.',
  resultCount: (expected: number, actual: number) =>
    `The task asks for ${expected} ${expected === 1 ? 'query' : 'queries'} that give a result, and the script has ${actual}.`,
  resultCountNext: 'Write one query for each question of the task, in its order, each ended by a semicolon.',
  query: (number: number) => `Query ${number}.`,
  table: (name: string) => `After your script the table ${name} is not as it should be.`,
  after: (name: string) => `After your script, “${name}” is not as it should be.`,
  absent: (name: string) => `After your script there is no table ${name}.`,
  absentNext: 'Look at whether the script makes it, under that name, and does not drop it again.',
  stillThere: (name: string) => `After your script the table ${name} is still there.`,
  stillThereNext: 'The task asks for it to be gone.',
  notInspected: (name: string, message: string) =>
    `"${name}" could not be looked at after your script. SQLite says: ${message}.`,
  notInspectedNext: 'Compare the names of your tables and columns with those of the task.',
  rolledBack: 'Your script leaves a transaction open, so what it changed was undone.',
  rolledBackNext: 'Finish what BEGIN or SAVEPOINT started with COMMIT or RELEASE.',
  smallest: (title: string, rows: number) =>
    `${title}: the smallest case found (${rows} ${rows === 1 ? 'row' : 'rows'})`,
  smallestRows: 'The rows of that case; every other table is empty',
  noRows: '-- no rows at all',
  generated: 'Generated data',
  constructMissing: (name: string) => `The task asks for ${name}, and the answer does not use it.`,
  constructMissingNext:
    'Read the task again for where it is wanted. It must be part of the query that gives the answer.',
  constructForbidden: (name: string) => `The task asks you to do without ${name}, and the script uses it.`,
  constructForbiddenNext: 'Look at the line named, and for another way to say the same.',
};

const portuguese: typeof english = {
  noResult: 'O script foi executado e não produziu nenhum resultado.',
  noResultNext: 'Termine com um SELECT: o resultado da última consulta é o que se compara.',
  resultCount: (expected, actual) =>
    `A tarefa pede ${expected} ${expected === 1 ? 'consulta' : 'consultas'} com resultado, e o script tem ${actual}.`,
  resultCountNext:
    'Escreva uma consulta para cada pergunta da tarefa, na mesma ordem, cada uma terminada por ponto e vírgula.',
  query: (number) => `Consulta ${number}.`,
  table: (name) => `Depois do seu script, a tabela ${name} não está como deveria.`,
  after: (name) => `Depois do seu script, “${name}” não está como deveria.`,
  absent: (name) => `Depois do seu script, não existe a tabela ${name}.`,
  absentNext: 'Veja se o script a cria, com esse nome, e se não a apaga em seguida.',
  stillThere: (name) => `Depois do seu script, a tabela ${name} ainda existe.`,
  stillThereNext: 'A tarefa pede que ela deixe de existir.',
  notInspected: (name, message) =>
    `Não foi possível examinar "${name}" depois do seu script. O SQLite diz: ${message}.`,
  notInspectedNext: 'Compare os nomes das suas tabelas e colunas com os da tarefa.',
  rolledBack: 'Seu script deixa uma transação aberta, e por isso o que ele mudou foi desfeito.',
  rolledBackNext: 'Termine com COMMIT ou RELEASE o que BEGIN ou SAVEPOINT começou.',
  smallest: (title, rows) => `${title}: o menor caso encontrado (${rows} ${rows === 1 ? 'linha' : 'linhas'})`,
  smallestRows: 'As linhas desse caso; as outras tabelas estão vazias',
  noRows: '-- nenhuma linha',
  generated: 'Dados gerados',
  constructMissing: (name) => `A tarefa pede ${name}, e a resposta não usa isso.`,
  constructMissingNext:
    'Releia na tarefa onde isso é pedido. Precisa fazer parte da consulta que dá a resposta.',
  constructForbidden: (name) => `A tarefa pede para não usar ${name}, e o script usa.`,
  constructForbiddenNext: 'Veja a linha indicada e procure outro jeito de dizer o mesmo.',
};

export const sqlTexts: Readonly<Record<Locale, typeof english>> = { en: english, 'pt-BR': portuguese };
