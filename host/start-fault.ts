const exitCodes = {
  'already-running': 3,
  'data-folder-unwritable': 4,
  'newer-data': 5,
  'port-taken': 6,
  'not-built': 7,
} as const;

/** Why Backline cannot start, in words for a person; whoever starts it prints both and exits with `exitCode`. */
export class StartFault extends Error {
  override readonly name = 'StartFault';
  readonly code: keyof typeof exitCodes;
  readonly nextStep: string;
  readonly exitCode: number;

  constructor(
    fault: { readonly code: keyof typeof exitCodes; readonly message: string; readonly nextStep: string },
    options?: ErrorOptions,
  ) {
    super(fault.message, options);
    this.code = fault.code;
    this.nextStep = fault.nextStep;
    this.exitCode = exitCodes[fault.code];
  }
}
