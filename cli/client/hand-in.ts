import { randomUUID } from 'node:crypto';
import { extname, resolve } from 'node:path';
import type { TextFile } from '../../grading/catalogue/exercise.ts';
import { entryFile, LANGUAGE_OF_EXTENSION } from '../../grading/manifest/languages.ts';
import {
  LANGUAGES,
  type ExerciseKind,
  type Language,
} from '../../grading/manifest/language-names.ts';
import type { SubmissionResource } from '../../grading/resource/resources.ts';
import { validateSource } from '../../grading/submission/validate-submission.ts';
import { LiveProgress } from '../render/live-progress.ts';
import { renderSubmission } from '../render/render-submission.ts';
import { makeVisible } from '../../grading/text/visible-text.ts';
import { CliError, EXIT, type ExitCode } from './cli-error.ts';
import { collectFiles } from './collect-files.ts';
import { findExerciseFolder, type ExerciseFolder } from './exercise-folder.ts';
import { followSubmission } from './follow-submission.ts';
import { openClient } from './open-session.ts';
import type { CommandContext, CommonOptions } from './run-command.ts';

export interface HandInOptions extends CommonOptions {
  readonly exercise?: string;
  readonly language?: string;
  readonly wait?: boolean;
}

/** `try` and `submit`: collects, hands in, follows, and shows the result. */
export async function handIn(
  context: CommandContext,
  paths: readonly string[],
  options: HandInOptions,
  samplesOnly: boolean,
): Promise<ExitCode> {
  const { terminal } = context;
  const folder = await findExerciseFolder(resolve(terminal.cwd, paths[0] ?? '.'));
  const exerciseId = options.exercise ?? folder?.record.exercise;
  if (exerciseId === undefined) throw noExercise();
  const source = await readSource(context, paths, options, folder);
  const client = await openClient(
    options.server,
    terminal,
    context.signal,
    folder?.record.server ?? null,
  );
  const { language } = source;
  const ofFolder = folder?.record.exercise === exerciseId ? folder.record.kind : null;
  const kind = ofFolder ?? (await client.exercise(exerciseId)).kind;
  const files = nameEntryFile(context, source.files, kind, language);
  assertSubmittable({ language, files }, { id: exerciseId, kind, languages: [language] });
  // One key for all tries: a lost answer never hands in twice.
  const request = { exerciseId, language, files, samplesOnly };
  const queued = await client.submit(request, randomUUID(), (reason, delayMs) =>
    context.say(`${makeVisible(reason)}. Trying again in ${Math.ceil(delayMs / 1000)} s.`),
  );
  if (options.wait === false) {
    context.emit(queued);
    context.print(`Submitted ${queued.id}. ./assay result ${queued.id} shows the result.`);
    return EXIT.ok;
  }
  const progress = new LiveProgress(terminal.stderr, terminal.env);
  let graded: SubmissionResource;
  try {
    graded = await followSubmission(
      client,
      queued.id,
      (event) => progress.show(event),
      context.signal,
    );
  } catch (error) {
    progress.end();
    context.say(`It is graded all the same: ./assay result ${queued.id}`);
    throw error;
  }
  progress.end();
  return showSubmission(context, graded);
}

/** Prints a submission; the exit code says whether it was accepted. */
export function showSubmission(context: CommandContext, submission: SubmissionResource): ExitCode {
  context.emit(submission);
  context.print(renderSubmission(submission, context.colors));
  return submission.verdict === 'AC' ? EXIT.ok : EXIT.notAccepted;
}

async function readSource(
  context: CommandContext,
  paths: readonly string[],
  options: HandInOptions,
  folder: ExerciseFolder | null,
): Promise<{ files: readonly TextFile[]; language: Language }> {
  if (paths.length === 0 && folder === null) throw noFiles();
  const from = paths.length === 0 && folder !== null ? [folder.directory] : paths;
  const { files, skipped } = await collectFiles(from, context.terminal.cwd);
  for (const { path, reason } of skipped) {
    context.say(`Left out ${makeVisible(path)}: it ${reason}.`);
  }
  if (files.length === 0) throw noFiles();
  const language = chooseLanguage(options.language, folder?.record.language, files);
  assertSubmittable({ language, files });
  return { files, language };
}

/** The server's own rules, before anything is sent. */
function assertSubmittable(...[source, exercise]: Parameters<typeof validateSource>): void {
  const { files } = source;
  const faults = validateSource(source, exercise).map(({ field, message }) => {
    const index = /^\/files\/(\d+)/.exec(field)?.[1];
    const path = index === undefined ? undefined : files[Number(index)]?.path;
    return path === undefined ? message : `${path}: ${message}`;
  });
  if (faults.length > 0) throw new CliError(faults.join('\n'), EXIT.usage);
}

function chooseLanguage(
  option: string | undefined,
  ofFolder: Language | undefined,
  files: readonly TextFile[],
): Language {
  if (option !== undefined) return parseLanguage(option);
  if (ofFolder !== undefined) return ofFolder;
  const seen = new Set(files.flatMap(({ path }) => LANGUAGE_OF_EXTENSION[extname(path)] ?? []));
  const [only] = seen;
  if (seen.size === 1 && only !== undefined) return only;
  throw new CliError(
    'The files do not say which language they are in.',
    EXIT.usage,
    `Say it with --language (${LANGUAGES.join(', ')}).`,
  );
}

export function parseLanguage(text: string): Language {
  const language = LANGUAGES.find((one) => one === text.toLowerCase());
  if (language !== undefined) return language;
  throw new CliError(
    `There is no language "${text}".`,
    EXIT.usage,
    `Languages: ${LANGUAGES.join(', ')}.`,
  );
}

/** A single file of another name than the program's entry is handed in under that. */
function nameEntryFile(
  context: CommandContext,
  files: readonly TextFile[],
  kind: ExerciseKind,
  language: Language,
): TextFile[] {
  const entry = entryFile(kind, language);
  const [only] = files;
  if (entry === null || files.length !== 1 || only === undefined || only.path === entry)
    return [...files];
  // Python under the name main.js would only fail in a less obvious way.
  if (extname(only.path) !== extname(entry)) return [...files];
  context.say(`Handing in ${makeVisible(only.path)} as ${entry}.`);
  return [{ path: entry, content: only.content }];
}

const noExercise = (): CliError =>
  new CliError(
    'Which exercise is this for?',
    EXIT.usage,
    'Go into the folder that ./assay get made, or say --exercise ID (./assay list shows them).',
  );

const noFiles = (): CliError =>
  new CliError(
    'There is nothing to hand in.',
    EXIT.usage,
    'Name a file or a folder, or go into the folder that ./assay get made.',
  );
