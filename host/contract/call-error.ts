import type { CallErrorData } from './contract.ts';

/** Why a call failed: thrown by the host's methods and rejected with at the client, the same on both sides. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: CallErrorData['code'];
  /** What to do next, where there is something to do. */
  readonly nextStep: string | null;

  constructor(data: CallErrorData, options?: ErrorOptions) {
    super(data.message, options);
    this.code = data.code;
    this.nextStep = data.nextStep;
  }
}
