import type { Problem } from '../manifest/problem.ts';
import type { YamlPath, YamlSource } from '../manifest/yaml-source.ts';

/** A problem at the first of `paths` that the manifest has; at its start where it has none. */
export function manifestProblem(
  manifest: YamlSource,
  paths: readonly YamlPath[],
  message: string,
  remedy: string,
): Problem {
  const path = paths.find((one) => has(manifest.value, one)) ?? [];
  return manifest.problem(path, message, remedy);
}

function has(value: unknown, path: YamlPath): boolean {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return false;
    at = (at as Record<string | number, unknown>)[step];
  }
  return true;
}
