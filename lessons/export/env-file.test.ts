import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { envFile } from './env-file.ts';

it('writes settings so that Node reads them back', () => {
  const env = {
    PORT: '3000',
    EMPTY: '',
    SPACES: ' a  b ',
    HASH: 'a # b',
    SINGLE: "it's",
    BOTH: `it's "here"`,
    LINES: 'one\ntwo',
    BACKSLASH: 'a\\nb',
    DOLLAR: 'a$PORT',
    URL: 'postgres://u:p@h/d?x=1',
  };
  const { text, left } = envFile(env);
  expect(left).toEqual([]);
  expect(parseEnv(text)).toEqual(env);
});

it('names the settings that no quotes can hold', () => {
  expect(envFile({ ALL: `x '"\`# y\n'`, FINE: '1' })).toEqual({ text: 'FINE=1\n', left: ['ALL'] });
});
