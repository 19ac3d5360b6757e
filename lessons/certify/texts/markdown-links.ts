import type { Translations } from '../../format/locale.ts';
import type { Problem } from '../../format/problem.ts';

const link = /(!?)\[[^\]\n]*\]\(\s*<?([^)\s>]+)>?[^)\n]*\)/g;

/**
 * Links that lead nowhere in the app: it opens places of the same text (`#joins`), pages of its own
 * (`#/lessons/…`) and addresses of the web, and shows no pictures.
 */
export function findBrokenLinks(file: string, markdown: string): readonly Problem[] {
  const headings = new Set(markdown.split('\n').flatMap((line) => headingIn(line) ?? []));
  return withoutCode(markdown)
    .split('\n')
    .flatMap((line, at) =>
      [...line.matchAll(link)].flatMap(([, picture, target = '']) => {
        const why = picture === '!' ? noPictures : whyBroken(target, headings);
        return why === null ? [] : [{ severity: 'error' as const, file, line: at + 1, message: why }];
      }),
    );
}

const noPictures: Translations = {
  en: 'has a picture, and packs cannot show any: say it in words, a table or a code block',
  'pt-BR':
    'tem uma imagem, e pacotes não mostram imagens: diga o mesmo em palavras, numa tabela ou num bloco de código',
};

function whyBroken(target: string, headings: ReadonlySet<string>): Translations | null {
  if (/^https?:\/\//.test(target) || target.startsWith('#/')) return null;
  if (!target.startsWith('#')) {
    return {
      en: `links to "${target}", which the app cannot open: write an https address, or #heading`,
      'pt-BR': `tem um link para "${target}", que o aplicativo não abre: escreva um endereço https ou #título`,
    };
  }
  return headings.has(idOf(safeDecode(target.slice(1))))
    ? null
    : {
        en: `links to "${target}", and no heading is called so`,
        'pt-BR': `tem um link para "${target}", e nenhum título tem esse nome`,
      };
}

/** Lines of code stay where they are, empty, so that the lines keep their numbers. */
function withoutCode(markdown: string): string {
  return markdown
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, (block) => block.replace(/[^\n]/g, ''))
    .replace(/`[^`\n]*`/g, '');
}

function headingIn(line: string): string | null {
  const text = /^#{1,3}\s+(.*?)\s*#*$/.exec(line)?.[1];
  return text === undefined ? null : idOf(text);
}

function idOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
