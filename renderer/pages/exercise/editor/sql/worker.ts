import { checkScript, schemaOf } from './check-script.ts';
import { completeSql } from './complete.ts';
import type { Schema } from './schema-model.ts';
import { callAtEnd } from './signature.ts';
import type { SqlAnswer, SqlQuestion } from './sql-service.ts';

/** Reads SQL off the typing path: one question, one answer. */
let known: { readonly script: string; readonly schema: Schema } = { script: '', schema: new Map() };

self.onmessage = ({ data }: MessageEvent<SqlQuestion>) => {
  if (data.schema !== known.script) known = { script: data.schema, schema: schemaOf(data.schema) };
  self.postMessage(answerTo(data));
};

function answerTo({ id, text, about }: SqlQuestion): SqlAnswer {
  const nothing = { id, problems: [], suggestions: [], call: null };
  switch (about.kind) {
    case 'problems':
      return { ...nothing, problems: checkScript(text, known.schema) };
    case 'suggestions':
      return { ...nothing, suggestions: completeSql(text, about.offset, known.schema) };
    case 'call':
      return { ...nothing, call: callAtEnd(text.slice(0, about.offset)) };
  }
}
