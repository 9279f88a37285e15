import { readFile } from 'node:fs/promises';
import { fileProblem, type Problem } from '../manifest/problem.ts';
import { yamlValidator, type Validated } from '../manifest/validate-manifest.ts';
import { failed, type Parsed, type YamlPath } from '../manifest/yaml-source.ts';
import { DEFAULT_PASS_SHARE, roadmapSchema, type Roadmap, type RoadmapFile } from './roadmap.ts';

const validateRoadmap = yamlValidator<RoadmapFile>(roadmapSchema);

/** Reads and checks a roadmap.yaml: its shape, and that every id stands for one thing. */
export async function loadRoadmap(file: string): Promise<Parsed<{ readonly roadmap: Roadmap }>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const message = `The roadmap cannot be read: ${errorCode(error)}.`;
    const remedy = 'Every folder of exercises has a roadmap.yaml that lists its phases.';
    return { problems: [fileProblem(file, message, remedy)] };
  }
  const validated = validateRoadmap(file, text);
  if (failed(validated)) return validated;
  const problems = duplicateIds(validated);
  return problems.length > 0 ? { problems } : { roadmap: withDefaults(validated.value) };
}

const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error);

function withDefaults({ passShare = DEFAULT_PASS_SHARE, phases }: RoadmapFile): Roadmap {
  return {
    phases: phases.map((phase) => ({
      id: phase.id,
      title: phase.title,
      passShare: phase.passShare ?? passShare,
      topics: phase.topics.map((topic) => ({ ...topic, systems: topic.systems ?? [] })),
      projects: (phase.projects ?? []).map((project) => ({
        ...project,
        systems: project.systems ?? [],
      })),
    })),
  };
}

/** Ids of phases, of topics and of projects are unique over the whole roadmap. */
function duplicateIds({ value, source }: Validated<RoadmapFile>): Problem[] {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  const look = (kind: string, id: string, path: YamlPath) => {
    const key = `${kind} ${id}`;
    if (seen.has(key)) {
      const message = `There is another ${kind} with the id "${id}".`;
      problems.push(source.problem([...path, 'id'], message, 'Give one of the two another id.'));
    }
    seen.add(key);
  };
  value.phases.forEach((phase, index) => {
    look('phase', phase.id, ['phases', index]);
    phase.topics.forEach(({ id }, at) => look('topic', id, ['phases', index, 'topics', at]));
    phase.projects?.forEach(({ id }, at) => look('project', id, ['phases', index, 'projects', at]));
  });
  return problems;
}
