import type { Locale } from '../format/locale.ts';

const translation = /^(\s*)# pt-BR: (.*)$/;

/**
 * A template's YAML with its comments in one language. A comment has its Portuguese in the line below, after
 * `# pt-BR:`, so that a template is a whole exercise as it stands.
 */
export function commentsIn(yaml: string, locale: Locale): string {
  const lines = yaml.split('\n');
  const kept =
    locale === 'pt-BR'
      ? lines
          .filter((_, at) => !translation.test(lines[at + 1] ?? ''))
          .map((line) => line.replace(translation, '$1# $2'))
      : lines.filter((line) => !translation.test(line));
  return kept.join('\n');
}
