import type { Config } from '../../platform/config/config.ts';
import type { DataDirectory } from '../setup/data-directory.ts';
import type { RunState } from '../setup/run-state.ts';

/** What is asked about: an installation on this machine, running or not, or what DATABASE_URL names. */
export interface Patient {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of `DATABASE_URL`, else of what `assay up` runs on this data directory; null: nothing runs. */
  readonly databaseUrl: string | null;
  /** Settings that are wrong have their defaults here: they are a finding of their own. */
  readonly config: Omit<Config, 'databaseUrl'>;
  readonly configProblems: readonly string[];
  readonly data: DataDirectory;
  /** Of `assay up`, where it runs. */
  readonly running: RunState | null;
}

/** `warn`: it works, and something should be known or done. `fail`: it does not work like this. */
export type Status = 'ok' | 'warn' | 'fail';

export interface Finding {
  readonly status: Status;
  /** What was seen. */
  readonly found: string;
  /** What to do about it; null where there is nothing to do. */
  readonly remedy: string | null;
}

export interface Check {
  /** In a word or two, as `--json` names it. */
  readonly name: string;
  readonly timeoutMs?: number;
  /** What it throws is a finding too: `fail`, with the message. */
  readonly run: (patient: Patient) => Promise<Finding>;
}

export const ok = (found: string): Finding => ({ status: 'ok', found, remedy: null });
export const warn = (found: string, remedy: string): Finding => ({ status: 'warn', found, remedy });
export const fail = (found: string, remedy: string): Finding => ({ status: 'fail', found, remedy });
