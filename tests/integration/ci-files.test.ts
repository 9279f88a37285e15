import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { repoRoot } from '../../platform/config/paths.ts';
import { runCli } from '../support/run-cli.ts';

/** The workflow files that authors copy: YAML of the right shape, with options that exist. */
const FILES = ['github-workflow.yml', 'gitlab-ci.yml'];
const read = (name: string): string => readFileSync(join(repoRoot, 'docs', 'ci', name), 'utf8');

test.each(FILES)('%s calls assay verify with options that it has', async (name) => {
  const help = (await runCli(['verify', '--help'], repoRoot, {})).out;
  const text = JSON.stringify(parse(read(name)));
  const calls = [...text.matchAll(/assay verify exercises([^"\\]|\\")*/g)].map(([call]) => call);
  expect(calls).toHaveLength(2);
  for (const option of calls.join(' ').match(/--[a-z-]+/g) ?? []) expect(help).toContain(option);
  expect(calls[0]).toContain('--changed-since');
  expect(calls.every((call) => call.includes('--report junit=reports/assay.xml'))).toBe(true);
});

test('GitHub: each step uses an action or runs a command', () => {
  const { on, jobs } = parse(read('github-workflow.yml')) as {
    on: object;
    jobs: Record<string, { 'runs-on': string; steps: Record<string, string>[] }>;
  };
  expect(Object.keys(on)).toEqual(['push', 'pull_request', 'schedule']);
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  expect(steps.every((step) => 'uses' in step !== 'run' in step)).toBe(true);
  // What a pull request names must not become part of a script.
  const scripts = steps.map(({ run }) => run ?? '');
  expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
});

test('GitLab: each job extends what is there and has a script of texts', () => {
  const jobs = parse(read('gitlab-ci.yml')) as Record<string, Record<string, unknown>>;
  for (const name of ['verify changed', 'verify everything']) {
    expect(jobs[String(jobs[name]?.['extends'])]).toMatchObject({ stage: 'verify' });
    expect(jobs[name]?.['script']).toEqual([expect.stringContaining('assay verify')]);
  }
});
