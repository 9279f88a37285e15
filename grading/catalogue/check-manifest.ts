import type { Manifest } from '../manifest/manifest.ts';
import { languagesOf } from '../manifest/languages.ts';
import { suggest } from '../manifest/nearest.ts';
import { resolveLimits } from '../manifest/resolve.ts';
import type { Validated } from '../manifest/validate-manifest.ts';
import { SAMPLE_GROUP } from './exercise.ts';
import type { FolderView } from './folder-view.ts';
import type { Roadmap } from './roadmap.ts';

/** What a schema cannot say of a manifest: references, sums, and limits that fit together. */
export function checkManifest(
  view: FolderView,
  manifest: Validated<Manifest>,
  roadmap: Roadmap,
  phase: string,
): void {
  checkRoadmap(view, manifest, roadmap, phase);
  checkGroups(view, manifest);
  checkLimits(view, manifest);
  checkLanguages(view, manifest);
  checkStatement(view);
}

/** Needs no manifest. */
export function checkStatement(view: FolderView): void {
  if ((view.read('statement.md') ?? '').trim() !== '') return;
  view.fault('statement.md', 'The statement is missing or empty.', 'Write it, in Markdown.');
}

function checkRoadmap(
  view: FolderView,
  { value, source }: Validated<Manifest>,
  roadmap: Roadmap,
  phaseId: string,
): void {
  const phase = roadmap.phases.find(({ id }) => id === phaseId);
  // A folder in no phase is a problem of its own.
  if (phase === undefined) return;
  const topics = phase.topics.map(({ id }) => id);
  value.topics.forEach((topic, index) => {
    if (topics.includes(topic)) return;
    const message = `The topic "${topic}" is not one of ${phaseId} in roadmap.yaml.`;
    view.problems.push(source.problem(['topics', index], message, suggest(topic, topics)));
  });
  const projects = phase.projects.map(({ id }) => id);
  if (value.project === undefined || projects.includes(value.project)) return;
  const message = `The project "${value.project}" is not one of ${phaseId} in roadmap.yaml.`;
  view.problems.push(source.problem(['project'], message, suggest(value.project, projects)));
}

function checkGroups(view: FolderView, { value, source }: Validated<Manifest>): void {
  const { groups, points } = value;
  if (groups === undefined) return;
  const seen = new Set<string>([SAMPLE_GROUP]);
  groups.forEach(({ id }, index) => {
    if (seen.has(id)) {
      const reserved = id === SAMPLE_GROUP ? ': it is that of the samples, worth no points' : '';
      const message = `The group id "${id}" is taken${reserved}.`;
      const remedy = 'Choose another id.';
      view.problems.push(source.problem(['groups', index, 'id'], message, remedy));
    }
    seen.add(id);
  });
  const sum = groups.reduce((total, group) => total + group.points, 0);
  if (sum === points) return;
  const message =
    `The groups' points add up to ${sum}, but the exercise has ${points}: ` +
    (sum < points ? `a score of ${points} is unreachable.` : 'more could be scored than there is.');
  const remedy = `Change "points" to ${sum}, or the groups' points so that they add up to ${points}.`;
  view.problems.push(source.problem(['points'], message, remedy));
}

function checkLanguages(view: FolderView, { value, source }: Validated<Manifest>): void {
  const known = languagesOf(value.kind);
  value.languages.forEach((language, index) => {
    if (known.includes(language)) return;
    const message = `An exercise of kind ${value.kind} cannot be solved in ${language}.`;
    const remedy = `The languages of this kind: ${known.join(', ')}.`;
    view.problems.push(source.problem(['languages', index], message, remedy));
  });
}

function checkLimits(view: FolderView, { value, source }: Validated<Manifest>): void {
  for (const language of value.languages) {
    const { cpuTimeMs, wallTimeMs } = resolveLimits(value, language);
    if (wallTimeMs >= cpuTimeMs) continue;
    const own = value.languageLimits?.[language];
    const path =
      own?.wallTimeMs === undefined && own?.cpuTimeMs === undefined
        ? ['limits', 'wallTimeMs']
        : ['languageLimits', language];
    const message = `For ${language}, wallTimeMs (${wallTimeMs}) is less than cpuTimeMs (${cpuTimeMs}).`;
    const remedy = 'Raise wallTimeMs, or leave it out: it then is 3 x cpuTimeMs + 1000.';
    view.problems.push(source.problem(path, message, remedy));
  }
  for (const language of Object.keys(value.languageLimits ?? {})) {
    if ((value.languages as readonly string[]).includes(language)) continue;
    const message = `There are limits for ${language}, which the exercise does not offer.`;
    const remedy = `Add ${language} to "languages", or remove them.`;
    view.problems.push(source.problem(['languageLimits', language], message, remedy, 'key'));
  }
}
