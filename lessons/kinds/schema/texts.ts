import type { Locale } from '../../format/locale.ts';
import type { Cause } from './schema.ts';

type ByCause = Readonly<Record<Cause, string>>;

const english = {
  rolledBack: 'Your script leaves a transaction open, so what it made was undone.',
  rolledBackNext: 'Finish what BEGIN or SAVEPOINT started with COMMIT or RELEASE.',
  tried: 'What was run after your script',
  given: 'First, some rows',
  accepts: 'Should be accepted',
  rejects: 'Should be rejected',
  finds: 'Should find',
  or: ' or ',
  givenRefused: (message: string) =>
    `The rows that this check starts with could not be put into your tables. SQLite says: ${message}.`,
  givenRefusedNext:
    'Compare the names of your tables and columns with the task, and look for a rule that it does not ask for.',
  untried: (what: string, message: string) =>
    `This could not be tried on your tables: ${what}. SQLite says: ${message}.`,
  mismatchNext: 'REFERENCES must name the primary key of the other table, or a column of it that is UNIQUE.',
  untriedNext:
    'It was not one of your rules that stopped it. Compare the names of tables and columns with the task.',
  refused: (what: string, message: string) =>
    `Your tables reject what they should accept: ${what}. SQLite says: ${message}.`,
  refusedNext: {
    constraint: 'Look for the rule that SQLite names: it asks for more than the task does.',
    'not-null': 'The column may be empty here: look for a NOT NULL that the task does not ask for.',
    unique: 'The value may come again here: look for a UNIQUE or a primary key that covers too much.',
    'foreign-key': 'Look at which table and column REFERENCES names, and at what ON DELETE says.',
    check: 'Work the condition of CHECK out for this row, NULL included.',
    type: 'Look at the type of the column: the task puts another kind of value there.',
    trigger: 'Look at the trigger that raises this, and at when it should.',
  } satisfies ByCause,
  dropped: (what: string) => `No error was given, and nothing was written: ${what}.`,
  droppedNext:
    'Look for ON CONFLICT IGNORE in a constraint, or a trigger with RAISE(IGNORE): both drop rows in silence.',
  accepted: (what: string) => `Your tables accept what they should reject: ${what}.`,
  acceptedNext: {
    constraint: 'Which rule of the task does it break? A constraint of the table has to say so.',
    'not-null': 'A column that must have a value needs NOT NULL.',
    unique:
      'Values that may not come twice need UNIQUE, a primary key, or a unique index; one with WHERE covers some rows only.',
    'foreign-key':
      'A column that refers to another table needs REFERENCES, with the ON DELETE that the task describes.',
    check: 'A rule about the value itself needs CHECK (…).',
    type: 'SQLite keeps any type in any column unless the table is STRICT or a CHECK looks at typeof().',
    trigger: 'A rule that no constraint can say needs a trigger with RAISE(ABORT, …).',
  } satisfies ByCause,
  ignored: (what: string) => `It was dropped in silence instead of being rejected with an error: ${what}.`,
  ignoredNext: 'Whoever sends it has to learn of it: take out ON CONFLICT IGNORE or RAISE(IGNORE).',
  otherCause: (what: string, wanted: string, message: string) =>
    `It is rejected, and for another reason than ${wanted}: ${what}. SQLite says: ${message}.`,
  otherCauseNext: 'Another rule stops it first. Would it still be rejected without that rule?',
  causes: {
    constraint: 'a constraint',
    'not-null': 'NOT NULL',
    unique: 'UNIQUE or a primary key',
    'foreign-key': 'a foreign key',
    check: 'CHECK',
    type: "the column's type",
    trigger: 'a trigger',
  } satisfies ByCause,
  notFound: (what: string) => `What your tables hold in the end is not what it should be: ${what}.`,
  notFoundNext:
    'Follow the statements below one by one: after which of them does a row come or go that should not?',
};

const portuguese: typeof english = {
  rolledBack: 'Seu script deixa uma transação aberta, e por isso o que ele criou foi desfeito.',
  rolledBackNext: 'Termine com COMMIT ou RELEASE o que BEGIN ou SAVEPOINT começou.',
  tried: 'O que foi executado depois do seu script',
  given: 'Primeiro, algumas linhas',
  accepts: 'Deve ser aceito',
  rejects: 'Deve ser recusado',
  finds: 'Deve encontrar',
  or: ' ou ',
  givenRefused: (message) =>
    `Não foi possível gravar nas suas tabelas as linhas com que esta verificação começa. O SQLite diz: ${message}.`,
  givenRefusedNext:
    'Compare os nomes das suas tabelas e colunas com os da tarefa e procure uma regra que ela não pede.',
  untried: (what, message) =>
    `Não foi possível tentar isto nas suas tabelas: ${what}. O SQLite diz: ${message}.`,
  mismatchNext: 'REFERENCES precisa indicar a chave primária da outra tabela ou uma coluna UNIQUE dela.',
  untriedNext: 'Não foi uma regra sua que impediu. Compare os nomes das tabelas e colunas com os da tarefa.',
  refused: (what, message) =>
    `Suas tabelas recusam o que deveriam aceitar: ${what}. O SQLite diz: ${message}.`,
  refusedNext: {
    constraint: 'Procure a regra que o SQLite cita: ela exige mais do que a tarefa.',
    'not-null': 'Aqui a coluna pode ficar vazia: procure um NOT NULL que a tarefa não pede.',
    unique: 'Aqui o valor pode se repetir: procure um UNIQUE ou uma chave primária que abrange demais.',
    'foreign-key': 'Veja que tabela e coluna o REFERENCES indica e o que diz o ON DELETE.',
    check: 'Calcule a condição do CHECK para esta linha, sem esquecer o NULL.',
    type: 'Veja o tipo da coluna: a tarefa põe nela outro tipo de valor.',
    trigger: 'Veja o gatilho (trigger) que gera este erro e em que casos ele deveria gerar.',
  },
  dropped: (what) => `Não houve erro, mas nada foi gravado: ${what}.`,
  droppedNext:
    'Procure ON CONFLICT IGNORE em uma restrição ou um gatilho com RAISE(IGNORE): os dois descartam linhas em silêncio.',
  accepted: (what) => `Suas tabelas aceitam o que deveriam recusar: ${what}.`,
  acceptedNext: {
    constraint: 'Que regra da tarefa isso quebra? Uma restrição da tabela precisa dizê-la.',
    'not-null': 'Uma coluna que precisa ter valor pede NOT NULL.',
    unique:
      'Valores que não podem se repetir pedem UNIQUE, chave primária ou índice único; com WHERE, ele vale só para algumas linhas.',
    'foreign-key':
      'Uma coluna que aponta para outra tabela pede REFERENCES, com o ON DELETE que a tarefa descreve.',
    check: 'Uma regra sobre o próprio valor pede CHECK (…).',
    type: 'O SQLite guarda qualquer tipo em qualquer coluna, a não ser que a tabela seja STRICT ou um CHECK examine typeof().',
    trigger: 'Uma regra que nenhuma restrição consegue dizer pede um gatilho com RAISE(ABORT, …).',
  },
  ignored: (what) => `Foi descartado em silêncio em vez de recusado com um erro: ${what}.`,
  ignoredNext: 'Quem enviou precisa ficar sabendo: retire ON CONFLICT IGNORE ou RAISE(IGNORE).',
  otherCause: (what, wanted, message) =>
    `É recusado, mas por outro motivo que não ${wanted}: ${what}. O SQLite diz: ${message}.`,
  otherCauseNext: 'Outra regra impede antes. Sem essa regra, ainda seria recusado?',
  causes: {
    constraint: 'uma restrição',
    'not-null': 'NOT NULL',
    unique: 'UNIQUE ou uma chave primária',
    'foreign-key': 'uma chave estrangeira',
    check: 'CHECK',
    type: 'o tipo da coluna',
    trigger: 'um gatilho',
  },
  notFound: (what) => `No fim, o que está nas suas tabelas não é o que deveria estar: ${what}.`,
  notFoundNext:
    'Siga os comandos abaixo um por um: depois de qual deles aparece ou some uma linha que não deveria?',
};

export const schemaTexts: Readonly<Record<Locale, typeof english>> = { en: english, 'pt-BR': portuguese };
