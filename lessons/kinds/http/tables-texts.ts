import type { Locale } from '../../format/locale.ts';

const english = {
  title: (database: string) => `Tables of the database "${database}"`,
  absent: (table: string) => `After the last request the database has no table ${table}.`,
  absentNext: 'Create it when the program starts, with CREATE TABLE IF NOT EXISTS, under exactly this name.',
  present: (table: string) => `After the last request the table ${table} is still there.`,
  presentNext: 'The task asks for it to be gone: look for the DROP TABLE or the rename that should do it.',
  noColumn: (table: string, column: string) => `The table ${table} has no column ${column}.`,
  noColumnNext: 'Compare the columns below with those that the task names.',
  noIndex: (table: string, columns: string) => `The table ${table} has no index that begins with ${columns}.`,
  noIndexNext:
    'CREATE INDEX makes one. The order of its columns counts: it helps only from the first one on.',
  notUnique: (table: string, columns: string) =>
    `Nothing keeps two rows of ${table} from having the same ${columns}.`,
  notUniqueNext:
    'A check in the program can be overtaken by another request: let the database refuse it, with UNIQUE.',
};

const portuguese: typeof english = {
  title: (database) => `Tabelas do banco "${database}"`,
  absent: (table) => `Depois da última requisição, o banco não tem a tabela ${table}.`,
  absentNext: 'Crie-a quando o programa inicia, com CREATE TABLE IF NOT EXISTS e exatamente esse nome.',
  present: (table) => `Depois da última requisição, a tabela ${table} ainda existe.`,
  presentNext: 'A tarefa pede que ela deixe de existir: procure o DROP TABLE ou a renomeação que falta.',
  noColumn: (table, column) => `A tabela ${table} não tem a coluna ${column}.`,
  noColumnNext: 'Compare as colunas abaixo com as que a tarefa pede.',
  noIndex: (table, columns) => `A tabela ${table} não tem um índice que comece por ${columns}.`,
  noIndexNext:
    'CREATE INDEX cria um. A ordem das colunas importa: o índice só ajuda a partir da primeira delas.',
  notUnique: (table, columns) =>
    `Nada impede que duas linhas de ${table} tenham o mesmo valor em ${columns}.`,
  notUniqueNext:
    'Outra requisição pode passar à frente de uma checagem no programa: deixe o banco recusar, com UNIQUE.',
};

export const tablesTexts: Readonly<Record<Locale, typeof english>> = { en: english, 'pt-BR': portuguese };
