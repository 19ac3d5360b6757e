/** What a diagram's own text says of it for those who cannot see it, as Mermaid defines `accTitle` and `accDescr`. */
export interface DiagramTexts {
  readonly title: string | null;
  readonly description: string | null;
}

export function diagramTexts(source: string): DiagramTexts {
  const title = /^[ \t]*accTitle[ \t]*:[ \t]*(\S.*)$/m.exec(source)?.[1];
  const line = /^[ \t]*accDescr[ \t]*:[ \t]*(\S.*)$/m.exec(source)?.[1];
  const block = /^[ \t]*accDescr[ \t]*\{([^}]*)\}/m.exec(source)?.[1];
  return { title: title?.trim() ?? null, description: (line ?? block)?.trim().replace(/\s+/g, ' ') || null };
}

/** The kinds of diagram that a lesson on backends needs. Each further one is more code that reads a pack's text. */
const kinds = /^(?:flowchart|graph|sequenceDiagram|stateDiagram(?:-v2)?|erDiagram|classDiagram)\b/;

const longest = 10_000;

/** The only markup that words may have: a new line, and what the notation itself writes in angle brackets. */
const harmlessMarkup = /<br\s*\/?>|<<(?:interface|abstract|enumeration|service|fork|join|choice)>>/gi;
/** Signs that the notation has no other way to write. */
const harmlessSigns = /#(?:quot|35|59);/g;

/**
 * What could load something, run something, or take the look out of the theme's hands: settings inside
 * the text, styles, links, pictures, formulas. And markup, in letters or in signs: while it measures, the
 * library puts words into the page as HTML before it makes them harmless.
 */
const refused: readonly RegExp[] = [
  /%%\s*\{/,
  /^\s*---/,
  /@\s*\{/,
  /\$\$/,
  /\\/,
  /url\s*\(/i,
  /<[a-z/!?]/i,
  /[&#]\w+;/,
  /&#/,
  /(?:^|;)\s*(?:style|classDef|linkStyle|click|callback|links?|properties|details|cssClass)\s/m,
];

/** Whether a diagram of a pack is drawn; one that is not is shown as the text that it is. */
export function isDrawable(source: string): boolean {
  if (source.length > longest) return false;
  const rest = source.replace(harmlessMarkup, '').replace(harmlessSigns, '');
  if (refused.some((pattern) => pattern.test(rest))) return false;
  const first = source.split('\n').find((line) => line.trim() !== '' && !/^\s*%%/.test(line)) ?? '';
  return kinds.test(first.trim());
}
