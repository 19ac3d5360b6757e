/** One step of the database's layout. Steps are never changed once released: a change is a new step. */
export interface Migration {
  /** Counts from 1 without gaps; it is the file's `user_version` afterwards. */
  readonly version: number;
  readonly sql: string;
}
