/** Why Backline cannot start, in words for a person; whoever starts it prints both and exits with 2. */
export class StartFault extends Error {
  override readonly name = 'StartFault';
  readonly code: 'already-running' | 'data-folder-unwritable' | 'newer-data' | 'port-taken' | 'not-built';
  readonly nextStep: string;

  constructor(
    fault: { readonly code: StartFault['code']; readonly message: string; readonly nextStep: string },
    options?: ErrorOptions,
  ) {
    super(fault.message, options);
    this.code = fault.code;
    this.nextStep = fault.nextStep;
  }
}
