import { stringify } from 'yaml';

/** A text as YAML on one line, in quotes where it needs them, also between braces. */
export function flowText(text: string): string {
  return stringify([text], { collectionStyle: 'flow', lineWidth: 0 }).trim().slice(1, -1).trim();
}
