import { constants as sqlite } from 'node:sqlite';

/** What the authorizer learned while one statement was prepared. */
export interface Authorization {
  /** What was refused, in words for a person, or null. */
  denied: string | null;
  /** True once the statement was seen to change the database. */
  writes: boolean;
}

/** SQLite calls this with the action and up to four names: https://www.sqlite.org/c3ref/set_authorizer.html */
export type Authorizer = (
  action: number,
  first: string | null,
  second: string | null,
  database: string | null,
  trigger: string | null,
) => number;

/**
 * Allows what is known to stay inside a `:memory:` database and denies the rest, unknown actions
 * included. `functions` are the names that may be called.
 */
export function createAuthorizer(functions: ReadonlySet<string>, state: Authorization): Authorizer {
  const deny = (what: string): number => {
    state.denied ??= what;
    return sqlite.SQLITE_DENY;
  };
  return (action, first, second) => {
    if (reads.has(action)) return sqlite.SQLITE_OK;
    if (writes.has(action)) {
      state.writes = true;
      return sqlite.SQLITE_OK;
    }
    switch (action) {
      case sqlite.SQLITE_FUNCTION: {
        const name = (second ?? '').toLowerCase();
        return functions.has(name) || internalFunction.test(name)
          ? sqlite.SQLITE_OK
          : deny(`the function ${name}()`);
      }
      case sqlite.SQLITE_PRAGMA: {
        const name = (first ?? '').toLowerCase();
        if (!pragmaAllowed(name, second)) return deny(`PRAGMA ${name}`);
        if (second !== null && settings.has(name)) state.writes = true;
        return sqlite.SQLITE_OK;
      }
      case sqlite.SQLITE_CREATE_VTABLE:
        state.writes = true;
        return modules.has((second ?? '').toLowerCase()) ? sqlite.SQLITE_OK : deny(`the module ${second}`);
      case sqlite.SQLITE_ATTACH:
        return deny(first === '' ? 'VACUUM' : 'ATTACH and VACUUM INTO');
      case sqlite.SQLITE_DETACH:
        return deny('DETACH');
      default:
        return deny(`SQLite's action ${action}`);
    }
  };
}

const reads = new Set<number>([
  sqlite.SQLITE_READ,
  sqlite.SQLITE_SELECT,
  sqlite.SQLITE_RECURSIVE,
  sqlite.SQLITE_TRANSACTION,
  sqlite.SQLITE_SAVEPOINT,
]);

const writes = new Set<number>([
  sqlite.SQLITE_INSERT,
  sqlite.SQLITE_UPDATE,
  sqlite.SQLITE_DELETE,
  sqlite.SQLITE_CREATE_INDEX,
  sqlite.SQLITE_CREATE_TABLE,
  sqlite.SQLITE_CREATE_TEMP_INDEX,
  sqlite.SQLITE_CREATE_TEMP_TABLE,
  sqlite.SQLITE_CREATE_TEMP_TRIGGER,
  sqlite.SQLITE_CREATE_TEMP_VIEW,
  sqlite.SQLITE_CREATE_TRIGGER,
  sqlite.SQLITE_CREATE_VIEW,
  sqlite.SQLITE_DROP_INDEX,
  sqlite.SQLITE_DROP_TABLE,
  sqlite.SQLITE_DROP_TEMP_INDEX,
  sqlite.SQLITE_DROP_TEMP_TABLE,
  sqlite.SQLITE_DROP_TEMP_TRIGGER,
  sqlite.SQLITE_DROP_TEMP_VIEW,
  sqlite.SQLITE_DROP_TRIGGER,
  sqlite.SQLITE_DROP_VIEW,
  sqlite.SQLITE_DROP_VTABLE,
  sqlite.SQLITE_ALTER_TABLE,
  sqlite.SQLITE_REINDEX,
  sqlite.SQLITE_ANALYZE,
]);

/** Virtual table modules that keep their data in ordinary tables of the same database. */
const modules = new Set(['fts3', 'fts4', 'fts4aux', 'fts5', 'fts5vocab', 'rtree', 'rtree_i32', 'geopoly']);

/** What ALTER TABLE compiles itself into; SQLite refuses these names in a statement of a user. */
const internalFunction = /^sqlite_(rename|drop|add|find|fail|attach)_?/;

/** Pragmas that only tell. */
const questions = new Set([
  'application_id',
  'auto_vacuum',
  'cache_size',
  'collation_list',
  'compile_options',
  'data_version',
  'database_list',
  'encoding',
  'foreign_key_check',
  'foreign_key_list',
  'freelist_count',
  'function_list',
  'index_info',
  'index_list',
  'index_xinfo',
  'integrity_check',
  'max_page_count',
  'mmap_size',
  'module_list',
  'page_count',
  'page_size',
  'pragma_list',
  'quick_check',
  'schema_version',
  'table_info',
  'table_list',
  'table_xinfo',
  'temp_store',
  'threads',
  'trusted_schema',
  'writable_schema',
]);

/** Of those, the ones whose argument names a table or an index and changes nothing. */
const questionsWithArgument = new Set([
  'foreign_key_check',
  'foreign_key_list',
  'index_info',
  'index_list',
  'index_xinfo',
  'integrity_check',
  'quick_check',
  'table_info',
  'table_list',
  'table_xinfo',
]);

/** Pragmas whose setting stays in the database or its connection and can hurt nobody else. */
const settings = new Set([
  'analysis_limit',
  'application_id',
  'automatic_index',
  'busy_timeout',
  'case_sensitive_like',
  'cell_size_check',
  'checkpoint_fullfsync',
  'count_changes',
  'defer_foreign_keys',
  'encoding',
  'foreign_keys',
  'full_column_names',
  'fullfsync',
  'ignore_check_constraints',
  'incremental_vacuum',
  'journal_mode',
  'journal_size_limit',
  'legacy_alter_table',
  'locking_mode',
  'optimize',
  'query_only',
  'read_uncommitted',
  'recursive_triggers',
  'reverse_unordered_selects',
  'secure_delete',
  'short_column_names',
  'synchronous',
  'user_version',
  'wal_autocheckpoint',
  'wal_checkpoint',
]);

function pragmaAllowed(name: string, argument: string | null): boolean {
  if (settings.has(name)) return true;
  if (argument === null) return questions.has(name);
  // Everyone's start-up script asks for it, and it is what a world has anyway.
  if (name === 'temp_store') return /^(memory|2)$/i.test(argument);
  // A negative number is kibibytes: keep within what the watchdog allows for.
  if (name === 'cache_size') return Number(argument) >= -16_384 && Number(argument) <= 4_096;
  return questionsWithArgument.has(name);
}
