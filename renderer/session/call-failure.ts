import type { TFunction } from 'i18next';
import type { CallErrorData } from '../../host/contract/contract.ts';

export interface CallFailure {
  readonly code: CallErrorData['code'];
  /** What happened, in the window's language. */
  readonly message: string;
  readonly nextStep: string;
  /** The host's own words, in English; null where they add nothing. */
  readonly detail: string | null;
}

/** Words a rejected call for a person. Whatever is no `CallError` is a fault of ours. */
export function describeFailure(error: unknown, t: TFunction): CallFailure {
  const code = failureCode(error);
  const detail = error instanceof Error && code !== 'connection-lost' ? error.message : null;
  return { code, message: t(`error.${code}`), nextStep: t(`error.nextStep.${code}`), detail };
}

export function failureCode(error: unknown): CallErrorData['code'] {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && isKnown(code) ? code : 'internal';
}

const known = {
  'unknown-method': true,
  'bad-input': true,
  'too-large': true,
  'not-found': true,
  cancelled: true,
  'connection-lost': true,
  storage: true,
  'pack-broken': true,
  internal: true,
} as const satisfies Record<CallErrorData['code'], true>;

function isKnown(code: string): code is CallErrorData['code'] {
  return Object.hasOwn(known, code);
}
