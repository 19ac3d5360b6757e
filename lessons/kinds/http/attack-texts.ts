import type { Difference } from '../../format/evidence.ts';
import type { Locale } from '../../format/locale.ts';

/** An attack or an honest request, as a learner is told of it. */
interface Told {
  readonly name: string;
  readonly payload: string | null;
}

const english = {
  gotThrough: ({ name, payload }: Told, request: string, gained: string) =>
    `The attack "${name}" succeeded${payload === null ? '' : ` with \`${payload}\``}. ${request}: ${gained}`,
  answered: ({ part, path, expected, actual }: Difference) => {
    if (part === 'status') return `it was answered with ${actual}.`;
    return part === 'header'
      ? `the answer has the header ${path} as the attacker wants it.`
      : `the body has what must not get out: ${unwanted(expected)}.`;
  },
  changed: (database: string) => `it changed rows in the database "${database}" that it must not touch.`,
  broke: ({ name, payload }: Told, message: string) =>
    `The attack "${name}"${payload === null ? '' : ` with \`${payload}\``} stopped the program. ${message}`,
  honest: ({ name, payload }: Told, message: string) =>
    `The honest request "${name}"${payload === null ? '' : ` with \`${payload}\``} went wrong. ${message}`,
  attackNext:
    'Follow what the client sent through your code, to the place where it stops being mere data: a piece of SQL, a path, a field to write, a header.',
};

const portuguese: typeof english = {
  gotThrough: ({ name, payload }, request, gained) =>
    `O ataque "${name}" funcionou${payload === null ? '' : ` com \`${payload}\``}. ${request}: ${gained}`,
  answered: ({ part, path, expected, actual }) => {
    if (part === 'status') return `a resposta foi ${actual}.`;
    return part === 'header'
      ? `o cabeçalho ${path} da resposta está como o atacante quer.`
      : `o corpo da resposta tem o que não pode sair: ${unwanted(expected)}.`;
  },
  changed: (database) => `linhas do banco "${database}" que deveriam ficar intactas foram alteradas.`,
  broke: ({ name, payload }, message) =>
    `O ataque "${name}"${payload === null ? '' : ` com \`${payload}\``} derrubou o programa. ${message}`,
  honest: ({ name, payload }, message) =>
    `A requisição legítima "${name}"${payload === null ? '' : ` com \`${payload}\``} deu errado. ${message}`,
  attackNext:
    'Siga no seu código o que o cliente enviou, até o ponto em que deixa de ser apenas um dado: um trecho de SQL, um caminho, um campo a gravar, um cabeçalho.',
};

const longest = 80;

/** What a difference says must not be, without the word for "not", which is in the sentence. */
function unwanted(expected: string | null): string {
  const text = (expected ?? '').replace(/^‹not (.*)›$/s, '$1');
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

export const attackTexts: Readonly<Record<Locale, typeof english>> = { en: english, 'pt-BR': portuguese };
