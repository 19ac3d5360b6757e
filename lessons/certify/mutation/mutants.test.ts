import { describe, expect, it } from 'vitest';
import { applied, type Change } from './change.ts';
import { changeBetween } from './mutate-files.ts';
import { mutateJavaScript } from './mutate-javascript.ts';
import { mutateSql } from './mutate-sql.ts';

/** Each mutant whole, which shows that every place is where the author wrote it. */
function mutants(source: string, changes: readonly Change[] | null): readonly string[] {
  return (changes ?? []).map((change) => applied(source, change));
}

const ofModule = (source: string, path = 'a.ts') => mutants(source, mutateJavaScript(path, source));
const ofSql = (source: string) => mutants(source, mutateSql(source));

describe('a module', () => {
  it('has a mutant at every operator, in the place where its author wrote it', () => {
    expect(
      ofModule('const ok: (a: number) => boolean = (a: number): boolean => /* < */ a < b && a !== c;'),
    ).toEqual([
      'const ok: (a: number) => boolean = (a: number): boolean => /* < */ a <= b && a !== c;',
      'const ok: (a: number) => boolean = (a: number): boolean => /* < */ a >= b && a !== c;',
      'const ok: (a: number) => boolean = (a: number): boolean => /* < */ a < b || a !== c;',
      'const ok: (a: number) => boolean = (a: number): boolean => /* < */ a < b && a === c;',
    ]);
  });

  it('has conditions that always or never hold, other constants, and statements left out', () => {
    expect(ofModule('if (a) b(1);\nwhile (c) { d++; break; }\nthrow e;')).toEqual([
      'if (true) b(1);\nwhile (c) { d++; break; }\nthrow e;',
      'if (false) b(1);\nwhile (c) { d++; break; }\nthrow e;',
      'if (a) ;\nwhile (c) { d++; break; }\nthrow e;',
      'if (a) b(2);\nwhile (c) { d++; break; }\nthrow e;',
      'if (a) b(1);\nwhile (false) { d++; break; }\nthrow e;',
      'if (a) b(1);\nwhile (c) { ; break; }\nthrow e;',
      'if (a) b(1);\nwhile (c) { d--; break; }\nthrow e;',
      'if (a) b(1);\nwhile (c) { d++; ; }\nthrow e;',
      'if (a) b(1);\nwhile (c) { d++; break; }\n;',
    ]);
  });

  it('leaves names alone, and texts, anchors and truth values not', () => {
    expect(ofModule("import a from 'b';\nexport const c = { 'd': 'e', f: '', g: true, h: /^i$/ };")).toEqual([
      "import a from 'b';\nexport const c = { 'd': '', f: '', g: true, h: /^i$/ };",
      "import a from 'b';\nexport const c = { 'd': 'e', f: 'other', g: true, h: /^i$/ };",
      "import a from 'b';\nexport const c = { 'd': 'e', f: '', g: false, h: /^i$/ };",
      "import a from 'b';\nexport const c = { 'd': 'e', f: '', g: true, h: /i$/ };",
      "import a from 'b';\nexport const c = { 'd': 'e', f: '', g: true, h: /^i/ };",
    ]);
  });

  it('has the mistakes of the SQL in its texts', () => {
    expect(ofModule('const all = db.prepare(`SELECT a FROM b WHERE c = ?`);')).toEqual([
      'const all = db.prepare(`SELECT a FROM b WHERE true`);',
      'const all = db.prepare(`SELECT a FROM b WHERE c <> ?`);',
    ]);
  });

  it('has none that do not compile', () => {
    expect(ofModule('const a = b - -c;', 'a.js')).toEqual(['const a = b + -c;', 'const a = b -  c;']);
    expect(ofModule('const a: = 1;')).toEqual([]);
  });
});

describe('a script of SQL', () => {
  it('has another join, and conditions left out', () => {
    expect(ofSql('SELECT a FROM b JOIN c ON c.id = b.id /* AND */ AND c.d >= 2')).toEqual([
      'SELECT a FROM b LEFT JOIN c ON c.id = b.id /* AND */ AND c.d >= 2',
      'SELECT a FROM b JOIN c ON true /* AND */ AND c.d >= 2',
      'SELECT a FROM b JOIN c ON c.id <> b.id /* AND */ AND c.d >= 2',
      'SELECT a FROM b JOIN c ON c.id = b.id /* AND */ OR c.d >= 2',
      'SELECT a FROM b JOIN c ON c.id = b.id /* AND */ AND true',
      'SELECT a FROM b JOIN c ON c.id = b.id /* AND */ AND c.d > 2',
      'SELECT a FROM b JOIN c ON c.id = b.id /* AND */ AND c.d < 2',
      'SELECT a FROM b JOIN c ON c.id = b.id /* AND */ AND c.d >= 3',
    ]);
  });

  it('has other aggregates, DISTINCT, groups, order and bounds', () => {
    expect(
      ofSql('SELECT DISTINCT a, count(b), SUM(c) FROM d GROUP BY a, e ORDER BY a DESC, e LIMIT 5'),
    ).toEqual([
      'SELECT  a, count(b), SUM(c) FROM d GROUP BY a, e ORDER BY a DESC, e LIMIT 5',
      'SELECT DISTINCT a, count(DISTINCT b), SUM(c) FROM d GROUP BY a, e ORDER BY a DESC, e LIMIT 5',
      'SELECT DISTINCT a, count(*), SUM(c) FROM d GROUP BY a, e ORDER BY a DESC, e LIMIT 5',
      'SELECT DISTINCT a, count(b), AVG(c) FROM d GROUP BY a, e ORDER BY a DESC, e LIMIT 5',
      'SELECT DISTINCT a, count(b), SUM(c) FROM d GROUP BY e ORDER BY a DESC, e LIMIT 5',
      'SELECT DISTINCT a, count(b), SUM(c) FROM d GROUP BY a ORDER BY a DESC, e LIMIT 5',
      'SELECT DISTINCT a, count(b), SUM(c) FROM d GROUP BY a, e  LIMIT 5',
      'SELECT DISTINCT a, count(b), SUM(c) FROM d GROUP BY a, e ORDER BY e LIMIT 5',
      'SELECT DISTINCT a, count(b), SUM(c) FROM d GROUP BY a, e ORDER BY a ASC, e LIMIT 5',
      'SELECT DISTINCT a, count(b), SUM(c) FROM d GROUP BY a, e ORDER BY a DESC LIMIT 5',
      'SELECT DISTINCT a, count(b), SUM(c) FROM d GROUP BY a, e ORDER BY a DESC, e DESC LIMIT 5',
      'SELECT DISTINCT a, count(b), SUM(c) FROM d GROUP BY a, e ORDER BY a DESC, e LIMIT 6',
    ]);
  });

  it('has the edges of BETWEEN, NULL and its substitute', () => {
    expect(ofSql("SELECT COALESCE(a, 'x') FROM b WHERE c BETWEEN 1 AND 2 OR d IS NULL")).toEqual([
      'SELECT a FROM b WHERE c BETWEEN 1 AND 2 OR d IS NULL',
      "SELECT COALESCE(a, '') FROM b WHERE c BETWEEN 1 AND 2 OR d IS NULL",
      "SELECT COALESCE(a, 'x') FROM b WHERE (c > 1 AND c <= 2) OR d IS NULL",
      "SELECT COALESCE(a, 'x') FROM b WHERE (c >= 1 AND c < 2) OR d IS NULL",
      "SELECT COALESCE(a, 'x') FROM b WHERE true",
      "SELECT COALESCE(a, 'x') FROM b WHERE c BETWEEN 2 AND 2 OR d IS NULL",
      "SELECT COALESCE(a, 'x') FROM b WHERE c BETWEEN 1 AND 3 OR d IS NULL",
      "SELECT COALESCE(a, 'x') FROM b WHERE c BETWEEN 1 AND 2 AND d IS NULL",
      "SELECT COALESCE(a, 'x') FROM b WHERE c BETWEEN 1 AND 2 OR d IS NOT NULL",
    ]);
  });

  it('has constraints, parts of indexes and statements left out', () => {
    expect(ofSql('CREATE TABLE a (b INT NOT NULL, UNIQUE (b));\nCREATE UNIQUE INDEX c ON a (b, d);')).toEqual(
      [
        ';\nCREATE UNIQUE INDEX c ON a (b, d);',
        'CREATE TABLE a (b INT , UNIQUE (b));\nCREATE UNIQUE INDEX c ON a (b, d);',
        'CREATE TABLE a (b INT NOT NULL);\nCREATE UNIQUE INDEX c ON a (b, d);',
        'CREATE TABLE a (b INT NOT NULL, UNIQUE (b));\n;',
        'CREATE TABLE a (b INT NOT NULL, UNIQUE (b));\nCREATE INDEX c ON a (b, d);',
        'CREATE TABLE a (b INT NOT NULL, UNIQUE (b));\nCREATE UNIQUE INDEX c ON a (d);',
        'CREATE TABLE a (b INT NOT NULL, UNIQUE (b));\nCREATE UNIQUE INDEX c ON a (b);',
      ],
    );
  });

  it('has each part of a list left out, and both kinds of UNION', () => {
    expect(ofSql('UPDATE a SET b = c, d = e, f = g')).toEqual([
      'UPDATE a SET d = e, f = g',
      'UPDATE a SET b = c, f = g',
      'UPDATE a SET b = c, d = e',
    ]);
    expect(ofSql('SELECT a UNION ALL SELECT b UNION SELECT c')).toEqual([
      'SELECT a UNION SELECT b UNION SELECT c',
      'SELECT a UNION ALL SELECT b UNION ALL SELECT c',
    ]);
  });

  it('is none where it does not parse', () => {
    expect(mutateSql('SELEC a')).toBeNull();
  });
});

it('finds the lines in which two texts differ', () => {
  expect(changeBetween('answer', 'a: 1\nb: 2\nc: 3\n', 'a: 1\nb: 4\nc: 3\n')).toEqual({
    operator: 'answer',
    start: 5,
    end: 10,
    text: 'b: 4\n',
  });
});
