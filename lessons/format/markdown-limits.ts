import type { Translations } from './locale.ts';

const most = { characters: 200_000, lines: 4_000, depth: 30, marks: 20_000, marksInBlock: 2_000 };

/**
 * Why a Markdown text is too much to be laid out, or null. Reading Markdown takes time with the square of
 * its marks and its blocks, and nested blocks are read one inside the other; a text of one megabyte can hold
 * a window for minutes. The limits lie far beyond what anybody writes for a reader.
 */
export function whyTooMuchMarkdown(text: string): Translations | null {
  if (text.length > most.characters) {
    return {
      en: `has more than ${most.characters} characters`,
      'pt-BR': `tem mais de ${most.characters} caracteres`,
    };
  }
  const lines = text.split('\n');
  if (lines.length > most.lines) {
    return { en: `has more than ${most.lines} lines`, 'pt-BR': `tem mais de ${most.lines} linhas` };
  }
  let marks = 0;
  let marksInBlock = 0;
  for (const line of lines) {
    if (depthOf(line) > most.depth) {
      return {
        en: `has quotes or lists nested deeper than ${most.depth} levels`,
        'pt-BR': `tem citações ou listas com mais de ${most.depth} níveis`,
      };
    }
    const inLine = line.match(/[*_~`[\]<!|\\&]/g)?.length ?? 0;
    marks += inLine;
    marksInBlock = line.trim() === '' ? 0 : marksInBlock + inLine;
    if (marks > most.marks || marksInBlock > most.marksInBlock) {
      return {
        en: 'has more marks such as * _ [ ` | < than a text needs',
        'pt-BR': 'tem mais sinais como * _ [ ` | < do que um texto precisa',
      };
    }
  }
  return null;
}

/** How many quotes and lists a line may open or go on in. */
function depthOf(line: string): number {
  const lead = /^(?:[ \t>]|[-*+] |\d{1,9}[.)] )*/.exec(line)?.[0] ?? '';
  const marks = lead.match(/[>*+\-.)]/g)?.length ?? 0;
  const isInList = marks > 0 || /^\s*[-*+\d]/.test(line);
  const indent = lead.replaceAll('\t', '    ').match(/ /g)?.length ?? 0;
  return isInList ? marks + Math.floor(indent / 4) : 0;
}
