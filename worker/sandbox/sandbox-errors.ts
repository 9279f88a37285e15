/** A limit could not be proven: no job may run on this engine. */
export class SandboxUnsafeError extends Error {
  override readonly name = 'SandboxUnsafeError';
  /** Names of the proofs that failed. */
  readonly failures: readonly string[];

  constructor(failures: readonly { readonly name: string; readonly detail: string }[]) {
    const lines = failures.map(({ name, detail }) => `  - ${name}: ${detail}`);
    super(
      `The sandbox is not safe on this engine, so no submission is run:\n${lines.join('\n')}\n` +
        'docs/operations.md says what each proof means and what to do.',
    );
    this.failures = failures.map(({ name }) => name);
  }
}

/** More submissions wait for a cell than the pool keeps waiting. */
export class SandboxBusyError extends Error {
  override readonly name = 'SandboxBusyError';
}

export class SandboxClosedError extends Error {
  override readonly name = 'SandboxClosedError';

  constructor() {
    super('The sandbox is closed.');
  }
}
