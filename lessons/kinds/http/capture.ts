import type { WorldRequest, WorldResponse } from '../../../sandbox/types.ts';
import { AuthorFault } from '../../grading/author-fault.ts';
import { type Json, valueAt } from './json-matcher.ts';
import type { RequestStep } from './request-schema.ts';

export type Captured = ReadonlyMap<string, Json>;

/** Puts captured values where `{{name}}` stands. A string that is nothing else takes the value's type. */
export function fill<T>(template: T, captured: Captured): T {
  if (typeof template === 'string') return fillText(template, captured) as T;
  if (Array.isArray(template)) return template.map((item) => fill(item, captured)) as T;
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => [key, fill(value, captured)]),
  ) as T;
}

function fillText(text: string, captured: Captured): Json {
  const whole = /^\{\{([\w-]+)\}\}$/.exec(text);
  if (whole?.[1] !== undefined) return lookUp(whole[1], captured);
  return text.replace(/\{\{([\w-]+)\}\}/g, (_, name: string) => {
    const value = lookUp(name, captured);
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}

function lookUp(name: string, captured: Captured): Json {
  const value = captured.get(name);
  if (value === undefined) {
    throw new AuthorFault({
      en: `a step uses {{${name}}}, which no step before it captures`,
      'pt-BR': `um passo usa {{${name}}}, que nenhum passo anterior captura`,
    });
  }
  return value;
}

/** The request as it goes to the app. */
export function toRequest(step: Pick<RequestStep, 'request'>, captured: Captured): WorldRequest {
  const { method, path, headers, json, body } = step.request;
  const filled = Object.entries(headers).map(
    ([name, value]) => [name, textOf(fill<Json>(value, captured))] as const,
  );
  const has = (name: string) => filled.some(([header]) => header.toLowerCase() === name);
  const payload =
    json === undefined
      ? textOrNull(fill<Json>(body ?? null, captured))
      : JSON.stringify(fill(json, captured));
  return {
    method,
    path: textOf(fill<Json>(path, captured)),
    headers: [
      ...(has('host') ? [] : [['Host', 'localhost'] as const]),
      ...filled,
      ...(json !== undefined && !has('content-type') ? [['Content-Type', 'application/json'] as const] : []),
      ...(payload !== null && !has('content-length') && !has('transfer-encoding')
        ? [['Content-Length', String(Buffer.byteLength(payload))] as const]
        : []),
    ],
    body: payload,
  };
}

/** The values that a step keeps for later ones. A place that is not in the response gives nothing. */
export function captureFrom(
  step: RequestStep,
  response: WorldResponse,
  json: Json | undefined,
): readonly (readonly [string, Json | undefined])[] {
  return Object.entries(step.capture).map(([name, place]) => {
    if (!place.startsWith('header:')) return [name, valueAt(json, place)];
    const wanted = place.slice('header:'.length).toLowerCase();
    return [name, response.headers.find(([header]) => header.toLowerCase() === wanted)?.[1]];
  });
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function textOrNull(value: Json): string | null {
  return value === null ? null : textOf(value);
}
