import type { CaseBase, TextFile } from '../../catalogue/test-case.ts';
import type { CheckerSpec } from '../../manifest/manifest.ts';

/** A run of the program: what it is given, and what it must print. */
export interface ProgramCase extends CaseBase {
  readonly args: readonly string[];
  readonly stdin: string;
  readonly files: readonly TextFile[];
  readonly expectedStdout: string;
  readonly expectedExitCode: number;
  readonly checker: CheckerSpec;
}

export interface ProgramFeedback {
  readonly kind: 'program';
  readonly args: readonly string[];
  readonly stdin: string;
  readonly expectedStdout: string;
  readonly actualStdout: string;
  readonly stderr: string;
}
