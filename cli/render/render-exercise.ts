import type { ExerciseResource } from '../../grading/resource/resources.ts';
import { renderContract } from './render-contract.ts';
import { renderMarkdown } from './render-markdown.ts';
import { renderSample } from './render-sample.ts';
import { makeAllVisible } from '../../grading/text/visible-text.ts';
import { layoutColumns, type Colors } from './terminal-style.ts';
import { formatBytes, formatDuration, formatPoints, plural } from '../../grading/text/units.ts';

/** What a learner needs before writing the first line: statement, samples, limits, groups. */
export function renderExercise(exercise: ExerciseResource, width: number, colors: Colors): string {
  const safe = makeAllVisible(exercise);
  return [
    renderTitle(safe, colors),
    renderMarkdown(withoutTitle(exercise.statement, exercise.title), width, colors),
    ...safe.samples.map((sample) => renderSample(sample, colors)),
    renderContract(safe, colors),
    renderGroups(safe, colors),
    renderLimits(safe, colors),
    colors.dim(`./assay get ${safe.id} writes a folder to work in.`),
  ]
    .filter((part) => part !== null)
    .join('\n\n');
}

function renderTitle(exercise: ExerciseResource, colors: Colors): string {
  const best = exercise.bestScore === null ? '' : `, your best ${formatPoints(exercise.bestScore)}`;
  return [
    `${colors.bold(exercise.title)}  ${colors.dim(exercise.id)}`,
    [
      exercise.phase,
      exercise.topics.join(', '),
      exercise.difficulty,
      `${formatPoints(exercise.points)} points${best}`,
      exercise.languages.join(', '),
    ].join(' · '),
  ].join('\n');
}

/** Statements often open with the title as a heading; it has been shown. */
function withoutTitle(statement: string, title: string): string {
  const [first = '', ...rest] = statement.split('\n');
  return first.replace(/^#+\s*/, '').trim() === title && first.startsWith('#')
    ? rest.join('\n')
    : statement;
}

function renderGroups(exercise: ExerciseResource, colors: Colors): string {
  const rows = exercise.groups
    .filter(({ points }) => points > 0)
    .map((group) => [
      `  ${group.title}`,
      `${formatPoints(group.points)} points`,
      plural(group.caseCount, 'case'),
      colors.dim(group.scoring),
    ]);
  return [colors.bold('Scoring'), ...layoutColumns(rows, ['left', 'right', 'right'])].join('\n');
}

function renderLimits(exercise: ExerciseResource, colors: Colors): string {
  const rows = exercise.limits.map(({ language, limits }) => [
    `  ${language}`,
    `${formatDuration(limits.cpuTimeMs)} CPU (${formatDuration(limits.wallTimeMs)} in all)`,
    `${formatBytes(limits.memoryBytes)} memory`,
    `${formatBytes(limits.outputBytes)} output`,
    plural(limits.processes, 'process').replace('processs', 'processes'),
    colors.dim(exercise.runtimes.find((one) => one.language === language)?.version ?? ''),
  ]);
  return [colors.bold('Limits of one case'), ...layoutColumns(rows)].join('\n');
}
