export interface OutlineHeading {
  readonly level: 2 | 3;
  readonly text: string;
  readonly id: string;
}

/** The second and third level headings of a Markdown text, in order; fenced code is skipped. */
export function outlineOf(markdown: string): OutlineHeading[] {
  const headings: OutlineHeading[] = [];
  let isFenced = false;
  for (const line of markdown.split('\n')) {
    if (/^\s*(```|~~~)/.test(line)) isFenced = !isFenced;
    const match = isFenced ? null : /^(##|###)\s+(.+?)\s*#*$/.exec(line);
    if (!match) continue;
    const text = (match[2] ?? '').replace(/[*_`]|\[([^\]]*)\]\([^)]*\)/g, '$1');
    headings.push({ level: match[1] === '##' ? 2 : 3, text, id: headingId(text) });
  }
  return headings;
}

/** The id that a heading with this text gets. */
export function headingId(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return `section-${words.join('-')}`;
}
