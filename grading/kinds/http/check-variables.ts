import type { Report } from '../../catalogue/case-format.ts';
import { suggest } from '../../manifest/nearest.ts';
import type { HttpStep } from './types.ts';
import { INDEX_VARIABLE, referencesOf } from './variables.ts';

/** Every `${name}` must have been captured in an earlier step. */
export function checkVariables(steps: readonly HttpStep[], report: Report): void {
  const known = new Set<string>();
  steps.forEach((step, index) => {
    if (step.type === 'restart') return;
    const here = step.type === 'burst' ? [...known, INDEX_VARIABLE] : [...known];
    const used = new Set(referencesOf(JSON.stringify([step.request, step.expect])));
    for (const name of used) {
      if (here.includes(name)) continue;
      const remedy =
        here.length === 0
          ? 'Capture it in an earlier step: capture: {id: /id}.'
          : suggest(name, here);
      report(['steps', index], `Nothing captures "\${${name}}" before this step.`, remedy);
    }
    if (step.type === 'exchange') for (const { name } of step.capture) known.add(name);
  });
}
