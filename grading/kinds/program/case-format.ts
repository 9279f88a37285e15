import { type CaseFormat } from '../../catalogue/case-format.ts';
import { loadPairs } from '../../catalogue/load-pairs.ts';
import type { CaseFile, CheckerSpec } from '../../manifest/manifest.ts';
import { resolveChecker } from '../../manifest/resolve.ts';
import { validateCaseFile } from '../../manifest/validate-manifest.ts';
import { pathErrors } from '../../submission/validate-submission.ts';
import { isWellFormed } from '../../submission/well-formed.ts';
import type { ProgramCase } from './types.ts';

/** Kind `program`: YAML, or pairs of files; `checker` is the exercise's. */
export const programCases = (
  checker: CheckerSpec,
): CaseFormat<ProgramCase, CaseFile['cases'][number]> => ({
  validate: validateCaseFile,
  toCase(written, base, report) {
    const loaded: ProgramCase = {
      ...base,
      args: written.args ?? [],
      stdin: written.stdin ?? '',
      files: Object.entries(written.files ?? {}).map(([path, content]) => ({ path, content })),
      expectedStdout: written.stdout,
      expectedExitCode: written.exitCode ?? 0,
      checker: written.checker === undefined ? checker : resolveChecker(written.checker),
    };
    for (const message of textFaults(loaded)) report(['name'], message, 'Mend the case.');
    return loaded;
  },
  loadOthers: (view, folder, files, group, context) =>
    loadPairs(view, folder, files, group, { ...context, checker }),
});

/** What YAML's escapes can write and no program can be given. */
function textFaults({ args, stdin, expectedStdout, files }: ProgramCase): string[] {
  const faults = pathErrors(files).map(({ field, message }) => {
    const index = Number(/^\/files\/(\d+)/.exec(field)?.[1]);
    return `File "${files[index]?.path ?? ''}": ${message}`;
  });
  if (args.some((arg) => arg.includes('\0'))) faults.push('An argument holds a NUL character.');
  if (![...args, stdin, expectedStdout].every(isWellFormed)) {
    faults.push('A text is not valid Unicode (a lone surrogate).');
  }
  return faults;
}
