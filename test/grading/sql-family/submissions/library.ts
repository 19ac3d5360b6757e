import { error, failed, type Labelled, passes } from '../labelled.ts';

const books =
  'CREATE TABLE books (isbn TEXT PRIMARY KEY, title TEXT NOT NULL, pages INTEGER CHECK (pages > 0));';
const members = 'CREATE TABLE members (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE);';
const loans = `CREATE TABLE loans (isbn TEXT NOT NULL REFERENCES books (isbn), member_id INTEGER NOT NULL
  REFERENCES members (id) ON DELETE CASCADE, lent_on TEXT NOT NULL, returned_on TEXT);`;
const once = 'CREATE UNIQUE INDEX one_open_loan ON loans (isbn) WHERE returned_on IS NULL;';

export const library: readonly Labelled[] = [
  {
    name: 'constraints at the end, strict tables, loans first',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `CREATE TABLE loans (id INTEGER PRIMARY KEY AUTOINCREMENT, isbn TEXT NOT NULL, member_id INT NOT NULL, lent_on TEXT NOT NULL,
        returned_on TEXT, FOREIGN KEY (isbn) REFERENCES books, FOREIGN KEY (member_id) REFERENCES members ON DELETE CASCADE) STRICT;
      CREATE UNIQUE INDEX x ON loans (isbn) WHERE returned_on IS NULL;
      CREATE TABLE members (id INTEGER NOT NULL, email TEXT NOT NULL, PRIMARY KEY (id), UNIQUE (email)) STRICT;
      CREATE TABLE books (isbn TEXT NOT NULL, title TEXT NOT NULL, pages INT, CONSTRAINT some CHECK (pages IS NULL OR pages >= 1), PRIMARY KEY (isbn)) STRICT, WITHOUT ROWID;`,
  },
  {
    name: 'a unique index over an expression',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `${books}${members}${loans} CREATE UNIQUE INDEX away ON loans (CASE WHEN returned_on IS NULL THEN isbn END);`,
  },
  {
    name: 'a generated column that is unique while the book is away',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `${books}${members} CREATE TABLE loans (isbn TEXT NOT NULL REFERENCES books (isbn) ON DELETE RESTRICT,
      member_id INTEGER NOT NULL REFERENCES members (id) ON DELETE CASCADE, lent_on TEXT NOT NULL, returned_on TEXT,
      away TEXT AS (iif(returned_on IS NULL, isbn, NULL)) UNIQUE);`,
  },
  {
    name: 'the cascade by a trigger',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `${books}${members}${loans.replace('ON DELETE CASCADE', '')}${once}
      CREATE TRIGGER leaving BEFORE DELETE ON members BEGIN DELETE FROM loans WHERE member_id = OLD.id; END;`,
  },
  {
    name: 'columns that nobody asked for',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `${books.replace('title TEXT', "subtitle TEXT, shelf TEXT NOT NULL DEFAULT 'A', title TEXT")}${members}${loans}${once}`,
  },
  {
    name: 'one line in capitals with quoted names',
    sort: 'odd-format',
    failsAt: passes,
    sql: `create table"books"("isbn"text primary key,[title]text not null,\`pages\`int check(pages>0));${members.toUpperCase()}${loans}/**/${once}`,
  },
  {
    name: 'the title may be missing',
    sort: 'wrong-subtle',
    failsAt: failed('books'),
    sql: `${books.replace('TEXT NOT NULL', 'TEXT')}${members}${loans}${once}`,
  },
  {
    name: 'no pages are pages',
    sort: 'wrong-subtle',
    failsAt: failed('books'),
    sql: `${books.replace('> 0', '>= 0')}${members}${loans}${once}`,
  },
  {
    name: 'the ISBN is a number that SQLite makes up',
    sort: 'wrong-subtle',
    failsAt: failed('books'),
    sql: `${books.replace('isbn TEXT PRIMARY KEY', 'id INTEGER PRIMARY KEY, isbn TEXT')}${members}${loans}${once}`,
  },
  {
    name: 'a second book of the same ISBN is passed over in silence',
    sort: 'hostile',
    failsAt: failed('books'),
    sql: `${books.replace('PRIMARY KEY', 'PRIMARY KEY ON CONFLICT IGNORE')}${members}${loans}${once}`,
  },
  {
    name: 'a trigger drops what should be kept',
    sort: 'hostile',
    failsAt: failed('books'),
    sql: `${books}${members}${loans}${once} CREATE TRIGGER none BEFORE INSERT ON books BEGIN SELECT RAISE(IGNORE); END;`,
  },
  {
    name: 'foreign keys are turned off',
    sort: 'hostile',
    failsAt: failed('loans'),
    sql: `PRAGMA foreign_keys = OFF; ${books}${members}${loans.replace(' REFERENCES books (isbn)', '')}${once}`,
  },
  {
    name: 'foreign keys are turned off, and right',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `PRAGMA foreign_keys = OFF; ${books}${members}${loans}${once}`,
  },
  {
    name: 'checks are turned off, and right',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `PRAGMA ignore_check_constraints = ON; ${books}${members}${loans}${once}`,
  },
  {
    name: 'unique by member as well',
    sort: 'wrong-subtle',
    failsAt: failed('loans'),
    sql: `${books}${members}${loans} CREATE UNIQUE INDEX o ON loans (isbn, member_id) WHERE returned_on IS NULL;`,
  },
  {
    name: 'every loan must be returned',
    sort: 'wrong-subtle',
    failsAt: failed('loans'),
    sql: `${books}${members}${loans.replace('returned_on TEXT', 'returned_on TEXT NOT NULL')}${once}`,
  },
  {
    name: 'members cannot leave',
    sort: 'wrong-subtle',
    failsAt: failed('members'),
    sql: `${books}${members}${loans.replace('ON DELETE CASCADE', '')}${once}`,
  },
  {
    name: 'loans outlive their members',
    sort: 'wrong-subtle',
    failsAt: failed('members'),
    sql: `${books}${members}${loans.replace('member_id INTEGER NOT NULL', 'member_id INTEGER').replace('CASCADE', 'SET NULL')}${once}`,
  },
  {
    name: 'books take their loans with them',
    sort: 'wrong-subtle',
    failsAt: failed('members'),
    sql: `${books}${members}${loans.replace('books (isbn)', 'books (isbn) ON DELETE CASCADE')}${once}`,
  },
  {
    name: 'two members may share an address',
    sort: 'wrong-subtle',
    failsAt: failed('members'),
    sql: `${books}${members.replace(' UNIQUE', '')}${loans}${once}`,
  },
  { name: 'a table is missing', sort: 'wrong-subtle', failsAt: failed('loans'), sql: books },
  {
    name: 'a column has another name',
    sort: 'wrong-subtle',
    failsAt: failed('books'),
    sql: `${books.replace('pages INTEGER CHECK (pages', 'page_count INTEGER CHECK (page_count')}${members}${loans}${once}`,
  },
  {
    name: 'a type that SQLite does not know',
    sort: 'right-unusual',
    failsAt: passes,
    sql: `${books.replace('INTEGER', 'NUMBER(5)')}${members.replace('TEXT', 'VARCHAR(200)')}${loans}${once}`,
  },
  {
    name: 'a comma too many',
    sort: 'wrong-subtle',
    failsAt: error('books'),
    sql: `${books.replace('));', '),);')}${members}${loans}${once}`,
  },
];
