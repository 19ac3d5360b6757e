import { z } from 'zod';

/**
 * Evidence: what a check shows of what happened. Ten shapes, each drawn by one view in
 * `renderer/evidence/` and each with a golden example in `test/fixtures/evidence/`.
 */

/** A place in a learner's file; line and column count from 1. */
export const locationSchema = z.strictObject({
  file: z.string(),
  line: z.int().positive(),
  column: z.int().positive(),
});

/**
 * A value of SQLite as JSON can carry it: an INTEGER that a double cannot hold exactly is decimal
 * text under `integer`, a BLOB is lower-case hexadecimal under `blob` (`bytes` is its whole length).
 */
export const cellSchema = z.union([
  z.null(),
  z.number(),
  z.string(),
  z.strictObject({ integer: z.string() }),
  z.strictObject({ blob: z.string(), bytes: z.int().nonnegative() }),
]);

const headerSchema = z.tuple([z.string(), z.string()]);
const bodySchema = z.strictObject({
  text: z.string(),
  /** False where the bytes are not UTF-8 text; `text` is then lower-case hexadecimal. */
  isText: z.boolean(),
  /** Length of the whole body in bytes, before it was cut for display. */
  bytes: z.int().nonnegative(),
  truncated: z.boolean(),
});

export const differenceSchema = z.strictObject({
  part: z.enum(['status', 'header', 'body']),
  /** Where in that part: a header's name, or a JSON path such as `$.items[2].price`; empty for the whole. */
  path: z.string(),
  change: z.enum(['missing', 'extra', 'changed']),
  /** What was asked for, in words or as JSON text; null where nothing was expected. */
  expected: z.string().nullable(),
  /** What came, as text; null where nothing came. */
  actual: z.string().nullable(),
});

export const logEntrySchema = z.strictObject({
  /** Virtual milliseconds since the world began. */
  at: z.number().nonnegative(),
  level: z.enum(['debug', 'log', 'info', 'warn', 'error']),
  text: z.string(),
  location: locationSchema.nullable(),
  /** Number of the request during which it was printed, counted from 1. */
  request: z.int().positive().nullable(),
});

export const httpEvidenceSchema = z.strictObject({
  shape: z.literal('http'),
  exchanges: z.array(
    z.strictObject({
      request: z.strictObject({
        method: z.string(),
        path: z.string(),
        headers: z.array(headerSchema),
        body: bodySchema.nullable(),
      }),
      /** Null where no response came. */
      response: z
        .strictObject({
          status: z.int(),
          statusText: z.string(),
          headers: z.array(headerSchema),
          body: bodySchema,
        })
        .nullable(),
      /** Empty where this exchange went as expected. */
      differences: z.array(differenceSchema),
    }),
  ),
});

export const tableEvidenceSchema = z.strictObject({
  shape: z.literal('table'),
  /** What the table is, e.g. a dataset's or a database table's name. */
  title: z.string(),
  columns: z.array(z.string()),
  /** The expected columns where they differ from `columns`; null where they agree. */
  expectedColumns: z.array(z.string()).nullable(),
  comparison: z.enum(['ordered', 'unordered']),
  rows: z.array(
    z.strictObject({
      mark: z.enum(['same', 'missing', 'extra', 'changed']),
      cells: z.array(cellSchema),
      /** For a changed row, the cells that were expected; otherwise null. */
      expected: z.array(cellSchema).nullable(),
    }),
  ),
  /** How many rows of each mark there are in all, shown or not. */
  totals: z.strictObject({
    same: z.int().nonnegative(),
    missing: z.int().nonnegative(),
    extra: z.int().nonnegative(),
    changed: z.int().nonnegative(),
  }),
});

export interface PlanNode {
  /** SQLite's own line of EXPLAIN QUERY PLAN. */
  readonly detail: string;
  readonly costly: boolean;
  /** Steps from row to row that this scan took, where it is known. */
  readonly scanSteps: number | null;
  readonly children: readonly PlanNode[];
}
const planNodeSchema: z.ZodType<PlanNode> = z.strictObject({
  detail: z.string(),
  costly: z.boolean(),
  scanSteps: z.int().nonnegative().nullable(),
  get children() {
    return z.array(planNodeSchema);
  },
});

export const planEvidenceSchema = z.strictObject({
  shape: z.literal('plan'),
  plans: z.array(
    z.strictObject({
      label: z.string(),
      nodes: z.array(planNodeSchema),
      /** The same plan as SQLite's shell prints it. */
      raw: z.string(),
      scanSteps: z.int().nonnegative(),
      vmSteps: z.int().nonnegative(),
    }),
  ),
});

export const statementsEvidenceSchema = z.strictObject({
  shape: z.literal('statements'),
  statements: z.array(
    z.strictObject({
      sql: z.string(),
      runs: z.int().positive(),
      rows: z.int().nonnegative(),
      /** Steps from row to row in full scans, as SQLite counts them: rows found through an index are none. */
      scanSteps: z.int().nonnegative(),
      vmSteps: z.int().nonnegative(),
      sorts: z.int().nonnegative(),
      automaticIndexes: z.int().nonnegative(),
      location: locationSchema.nullable(),
      costly: z.boolean(),
    }),
  ),
  /** How many ran beside how many may run; null where nothing limits them. */
  budget: z.strictObject({ allowed: z.int().nonnegative(), actual: z.int().nonnegative() }).nullable(),
});

export const logEvidenceSchema = z.strictObject({
  shape: z.literal('log'),
  entries: z.array(logEntrySchema),
  /** Entries beyond the limit, which were not kept. */
  dropped: z.int().nonnegative(),
});

export const diffEvidenceSchema = z.strictObject({
  shape: z.literal('diff'),
  path: z.string(),
  lines: z.array(
    z.strictObject({
      mark: z.enum(['same', 'removed', 'added']),
      text: z.string(),
      /** Line number before and after the change; null on the side where the line is not. */
      before: z.int().positive().nullable(),
      after: z.int().positive().nullable(),
    }),
  ),
});

export const timelineEvidenceSchema = z.strictObject({
  shape: z.literal('timeline'),
  /** Virtual milliseconds. */
  totalMs: z.number().nonnegative(),
  events: z.array(
    z.strictObject({
      kind: z.enum(['request', 'statement', 'log', 'call', 'timer']),
      at: z.number().nonnegative(),
      durationMs: z.number().nonnegative(),
      label: z.string(),
      request: z.int().positive().nullable(),
    }),
  ),
  /** Events beyond the limit, which are not here. */
  dropped: z.int().nonnegative().default(0),
});

export const marksEvidenceSchema = z.strictObject({
  shape: z.literal('marks'),
  file: z.string(),
  text: z.string(),
  marks: z.array(
    z.strictObject({
      line: z.int().positive(),
      endLine: z.int().positive(),
      outcome: z.enum(['found', 'missed', 'false-alarm']),
      explanation: z.string(),
    }),
  ),
});

export const seriesEvidenceSchema = z.strictObject({
  shape: z.literal('series'),
  chart: z.enum(['line', 'bar']),
  x: z.strictObject({ label: z.string(), unit: z.string() }),
  y: z.strictObject({ label: z.string(), unit: z.string() }),
  series: z.array(
    z.strictObject({
      name: z.string(),
      role: z.enum(['measured', 'allowed', 'baseline']),
      points: z.array(z.tuple([z.number(), z.number()])),
    }),
  ),
});

export const textEvidenceSchema = z.strictObject({
  shape: z.literal('text'),
  title: z.string(),
  text: z.string(),
  format: z.enum(['prose', 'code']),
});

export const evidenceSchema = z.discriminatedUnion('shape', [
  httpEvidenceSchema,
  tableEvidenceSchema,
  planEvidenceSchema,
  statementsEvidenceSchema,
  logEvidenceSchema,
  diffEvidenceSchema,
  timelineEvidenceSchema,
  marksEvidenceSchema,
  seriesEvidenceSchema,
  textEvidenceSchema,
]);

export type Location = z.infer<typeof locationSchema>;
export type Cell = z.infer<typeof cellSchema>;
export type Difference = z.infer<typeof differenceSchema>;
export type LogEntry = z.infer<typeof logEntrySchema>;
export type HttpEvidence = z.infer<typeof httpEvidenceSchema>;
export type TableEvidence = z.infer<typeof tableEvidenceSchema>;
export type PlanEvidence = z.infer<typeof planEvidenceSchema>;
export type StatementsEvidence = z.infer<typeof statementsEvidenceSchema>;
export type LogEvidence = z.infer<typeof logEvidenceSchema>;
export type DiffEvidence = z.infer<typeof diffEvidenceSchema>;
export type TimelineEvidence = z.infer<typeof timelineEvidenceSchema>;
export type MarksEvidence = z.infer<typeof marksEvidenceSchema>;
export type SeriesEvidence = z.infer<typeof seriesEvidenceSchema>;
export type TextEvidence = z.infer<typeof textEvidenceSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
