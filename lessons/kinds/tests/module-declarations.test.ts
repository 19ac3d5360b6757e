import { expect, it } from 'vitest';
import { moduleDeclarations } from './module-declarations.ts';

const source = `/** How it works: by magic. */
export const limit = 41;
export const table: ReadonlyMap<string, number> = new Map([['secret', 42]]);
export const halve = (n: number, by = 43) => n / by;
export function sum({ list }: { list: number[] }, ...more: number[]) { return { total: 44 }; }
export async function later() { return 'secret'; }
export class Box<T> {
  #key = 45;
  size = 46;
  constructor(value: T) { this.value = value; }
  value: T;
  get half() { return 47; }
  static of(name: string): Box<string> { return new Box('secret'); }
}
function inner() { return 'secret'; }
export default inner;
`;

it('has the exported names and the written types, and nothing that could only be read in the code', () => {
  const text = moduleDeclarations('module.ts', source);
  expect(text).not.toMatch(/4\d|secret|magic|total/);
  expect(text.replace(/\s+/g, ' ').trim()).toBe(
    [
      'export declare const limit: any;',
      'export declare const table: ReadonlyMap<string, number>;',
      'export declare const halve: (n: number, by?: any) => any;',
      'export declare function sum({ list }: { list: number[]; }, ...more: number[]): any;',
      'export declare function later(): Promise<any>;',
      'export declare class Box<T> { #private; size: any; constructor(value: T); value: T; get half(): any;',
      'static of(name: string): Box<string>; }',
      'declare function inner(): any; export default inner;',
    ].join(' '),
  );
});

it('asks JavaScript for no argument, and gives names alone where the code cannot be read', () => {
  expect(moduleDeclarations('module.js', 'export const add = (a, b) => a + b;')).toBe(
    'export declare const add: (...given: any[]) => any;\n',
  );
  expect(moduleDeclarations('module.ts', 'export enum Level { Low = 7 }\n')).toBe(
    'export declare const Level: any;\n',
  );
});
