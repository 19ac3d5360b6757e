import type { Failure } from '../../sandbox/types.ts';
import type { Locale } from '../format/locale.ts';
import type { Reason } from '../format/report.ts';
import type { Finding } from './grader.ts';

interface Words {
  readonly message: string;
  readonly nextStep: string | null;
}

/**
 * Says in a person's words why a program could not answer. A mistake in the code, a limit and a
 * wrong answer each read differently; a crash is ours and says so.
 */
export function describeFailure(failure: Failure, locale: Locale): Finding {
  const words = (locale === 'pt-BR' ? inPortuguese : inEnglish)(failure);
  return {
    status: 'error',
    reason: reasonOf(failure),
    ...words,
    location: 'location' in failure ? failure.location : null,
    evidence:
      failure.kind === 'exception' && failure.stack.includes('\n')
        ? [{ shape: 'text', title: failure.name, text: failure.stack, format: 'code' }]
        : [],
    // Worlds wait in virtual time only, so a guest that reaches the clock's limit was mostly not running.
    starved: failure.kind === 'time' && failure.limit === 'wall',
  };
}

function reasonOf(failure: Failure): Reason {
  return failure.kind;
}

function placeIn(failure: Failure, format: (file: string, line: number) => string): string {
  return 'location' in failure && failure.location !== null
    ? format(failure.location.file, failure.location.line)
    : '';
}

const limitNames = {
  en: { log: 'log', body: 'response body', rows: 'result' },
  pt: { log: 'log', body: 'corpo da resposta', rows: 'resultado' },
} as const;

function inEnglish(failure: Failure): Words {
  const at = placeIn(failure, (file, line) => ` (${file}, line ${line})`);
  switch (failure.kind) {
    case 'syntax':
      return {
        message: `The code could not be read${at}: ${failure.message}`,
        nextStep: 'Mend the line named; nothing runs until every file can be read.',
      };
    case 'import':
      return {
        message: isFile(failure.specifier)
          ? `"${failure.specifier}" could not be imported${at}: there is no such file in your submission.`
          : `"${failure.specifier}" could not be imported${at}: it is not on the shelf of this world.`,
        nextStep:
          failure.nearest.length > 0
            ? `Nearest names: ${failure.nearest.join(', ')}.`
            : 'Use your own files, a node: module, or a package from the shelf.',
      };
    case 'exception':
      return {
        message: `The program threw ${failure.name}${at}: ${failure.message}`,
        nextStep: 'Follow the stack below from its first line in your files.',
      };
    case 'time':
      return failure.limit === 'statement'
        ? {
            message: `A SQL statement was still running after ${failure.limitMs} ms and was stopped.`,
            nextStep: 'Look for a join without a condition, or a recursive query that never ends.',
          }
        : {
            message: 'The program used up its computing time and was stopped.',
            nextStep: 'Look for a loop whose condition never becomes false.',
          };
    case 'stalled':
      return {
        message: 'The program stopped without answering: nothing is left to run that could still answer.',
        nextStep: 'Look for a path that never sends a response, or a promise that nobody resolves.',
      };
    case 'memory':
      // Not how much: whether the guest's limit or its runner's was reached first depends on how busy the computer is.
      return {
        message: 'The program used up the memory that it may have and was stopped.',
        nextStep: 'Look for something that grows in a loop, such as an array or a string.',
      };
    case 'output':
      return {
        message: `The program's ${limitNames.en[failure.what]} is larger than the limit of ${failure.limit}.`,
        nextStep: 'Send or print less at a time.',
      };
    case 'sql':
      return {
        message: `SQLite refused ${failure.statement === null ? 'the SQL' : `"${shorten(failure.statement)}"`}: ${failure.message} (${failure.code})`,
        nextStep: null,
      };
    case 'denied':
      return { message: `The sandbox does not allow this: ${failure.message}`, nextStep: null };
    case 'no-app':
      return {
        message: 'The program was loaded, and it gives no app to send requests to.',
        nextStep: 'Export the app as the default export, or call its listen().',
      };
    case 'crash':
      return {
        message: 'The sandbox itself stopped while running this check. Your work is kept.',
        nextStep: 'Submit again. If it happens every time, report it with this exercise and your files.',
      };
  }
}

function inPortuguese(failure: Failure): Words {
  const at = placeIn(failure, (file, line) => ` (${file}, linha ${line})`);
  switch (failure.kind) {
    case 'syntax':
      return {
        message: `Não foi possível ler o código${at}: ${failure.message}`,
        nextStep: 'Corrija a linha indicada; nada é executado enquanto houver um arquivo ilegível.',
      };
    case 'import':
      return {
        message: isFile(failure.specifier)
          ? `Não foi possível importar "${failure.specifier}"${at}: não há esse arquivo no seu envio.`
          : `Não foi possível importar "${failure.specifier}"${at}: não está na estante deste mundo.`,
        nextStep:
          failure.nearest.length > 0
            ? `Nomes mais próximos: ${failure.nearest.join(', ')}.`
            : 'Use seus próprios arquivos, um módulo node: ou um pacote da estante.',
      };
    case 'exception':
      return {
        message: `O programa lançou ${failure.name}${at}: ${failure.message}`,
        nextStep: 'Siga a pilha abaixo a partir da primeira linha que está nos seus arquivos.',
      };
    case 'time':
      return failure.limit === 'statement'
        ? {
            message: `Um comando SQL ainda estava em execução depois de ${failure.limitMs} ms e foi interrompido.`,
            nextStep: 'Procure uma junção sem condição ou uma consulta recursiva que nunca termina.',
          }
        : {
            message: 'O programa esgotou seu tempo de computação e foi interrompido.',
            nextStep: 'Procure um laço cuja condição nunca se torna falsa.',
          };
    case 'stalled':
      return {
        message: 'O programa parou sem responder: não resta nada em execução que ainda possa responder.',
        nextStep: 'Procure um caminho que nunca envia resposta ou uma promessa que ninguém resolve.',
      };
    case 'memory':
      return {
        message: 'O programa usou toda a memória que pode usar e foi interrompido.',
        nextStep: 'Procure algo que cresce dentro de um laço, como uma lista ou um texto.',
      };
    case 'output':
      return {
        message: `O tamanho de "${limitNames.pt[failure.what]}" passou do limite de ${failure.limit}.`,
        nextStep: 'Envie ou imprima menos de cada vez.',
      };
    case 'sql':
      return {
        message: `O SQLite recusou ${failure.statement === null ? 'o SQL' : `"${shorten(failure.statement)}"`}: ${failure.message} (${failure.code})`,
        nextStep: null,
      };
    case 'denied':
      return { message: `O ambiente isolado não permite isto: ${failure.message}`, nextStep: null };
    case 'no-app':
      return {
        message: 'O programa foi carregado, mas não oferece um app que receba requisições.',
        nextStep: 'Exporte o app como exportação padrão (export default) ou chame o listen() dele.',
      };
    case 'crash':
      return {
        message: 'O próprio ambiente isolado parou durante esta verificação. Seu trabalho está guardado.',
        nextStep: 'Envie de novo. Se acontecer sempre, relate o problema com este exercício e seus arquivos.',
      };
  }
}

function isFile(specifier: string): boolean {
  return /^(\.{0,2}\/|\.{1,2}$)/.test(specifier);
}

function shorten(statement: string): string {
  const line = statement.replace(/\s+/g, ' ').trim();
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}
