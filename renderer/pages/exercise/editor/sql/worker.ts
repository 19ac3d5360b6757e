import { checkScript, schemaOf } from './check-script.ts';
import { completeSql } from './complete.ts';
import type { Schema } from './schema-model.ts';
import type { SqlAnswer, SqlQuestion } from './sql-service.ts';

/** Reads SQL off the typing path: one question, one answer. */
let known: { readonly script: string; readonly schema: Schema } = { script: '', schema: new Map() };

self.onmessage = ({ data }: MessageEvent<SqlQuestion>) => {
  if (data.schema !== known.script) known = { script: data.schema, schema: schemaOf(data.schema) };
  const answer: SqlAnswer =
    data.offset === null
      ? { id: data.id, problems: checkScript(data.text, known.schema), suggestions: [] }
      : { id: data.id, problems: [], suggestions: completeSql(data.text, data.offset, known.schema) };
  self.postMessage(answer);
};
