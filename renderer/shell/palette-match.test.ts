import { describe, expect, it } from 'vitest';
import { isFound } from './palette-match.ts';

const entries = [
  { text: '3.1 Select', keywords: 'SQL' },
  { text: '3.2 Junções', keywords: 'SQL' },
  { text: '1.3 Métodos, status e cabeçalhos', keywords: 'Cliente e servidor' },
  { text: 'Idioma: English', keywords: '' },
  { text: 'O que precisa ser reposto', keywords: '3.1' },
  { text: 'Transações e isolamento', keywords: 'SQL' },
];
const found = (query: string) =>
  entries.filter(({ text, keywords }) => isFound(`${text} ${keywords}`, query)).map(({ text }) => text);

describe('what a query finds', () => {
  it.each([
    ['juncoes', ['3.2 Junções']],
    ['JUNÇÕES', ['3.2 Junções']],
    ['3.2', ['3.2 Junções']],
    ['repos', ['O que precisa ser reposto']],
    ['cabecalhos metodos', ['1.3 Métodos, status e cabeçalhos']],
    ['cabecahlos', ['1.3 Métodos, status e cabeçalhos']],
    ['trasacoes', ['Transações e isolamento']],
    ['isolamneto', ['Transações e isolamento']],
    ['selct', ['3.1 Select']],
    ['servidor', ['1.3 Métodos, status e cabeçalhos']],
    ['sql junc', ['3.2 Junções']],
    ['kubernetes', []],
    ['xyz', []],
  ])('%s', (query, texts) => expect(found(query)).toEqual(texts));
});

it('is quick among a thousand', () => {
  const many = Array.from(
    { length: 1_000 },
    (_, at) => `${at}.1 Uma lição sobre transações, índices e filas número ${at} Bancos de dados relacionais`,
  );
  const began = performance.now();
  for (const query of ['t', 'tr', 'tra', 'tras', 'trasa', 'trasacoes filas'])
    many.filter((text) => isFound(text, query));
  expect((performance.now() - began) / 6).toBeLessThan(100);
});
