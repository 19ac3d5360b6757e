import type { Translations } from './locale.ts';

const mark = '\u0001';

/** A schema's own words for what is wrong, in every language. Zod carries one string with an issue, and this is it. */
export function schemaMessage(said: Translations): string {
  return ['', said.en, said['pt-BR']].join(mark);
}

/** What `schemaMessage` was made of; null for words that are Zod's. */
export function saidBySchema(message: string): Translations | null {
  const [own, en = '', pt = ''] = message.split(mark);
  return own === '' ? { en, 'pt-BR': pt } : null;
}
