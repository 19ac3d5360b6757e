import { Option } from 'commander';
import { locales } from '../lessons/format/locale.ts';

/** `--locale`: the language of what a command says or writes, English by default. */
export const localeOption = (of = 'language of the messages'): Option =>
  new Option('--locale <locale>', of).choices(locales).default('en');
