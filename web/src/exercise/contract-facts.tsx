import { LANGUAGE_TITLES } from '../../../grading/manifest/language-names.ts';
import type { ExerciseResource } from '../../../grading/resource/resources.ts';
import { formatDuration } from '../../../grading/text/units.ts';
import { CodeBlock } from '../components/code-block.tsx';

type Contract = ExerciseResource['contract'];
type Of<K extends Contract['kind']> = Extract<Contract, { kind: K }>;

/** What a solution must be, by the exercise's kind. */
export function ContractFacts({ exercise }: { readonly exercise: ExerciseResource }) {
  const { contract } = exercise;
  switch (contract.kind) {
    case 'program':
      return null;
    case 'function':
      return <FunctionFacts {...contract} />;
    case 'http':
      return <HttpFacts {...contract} />;
    case 'sql':
      return <SqlFacts {...contract} version={exercise.runtimes[0]?.version ?? null} />;
  }
}

function FunctionFacts({ signature, types, comparison }: Of<'function'>) {
  return (
    <section aria-labelledby="contract">
      <h2 id="contract">Signature</h2>
      <CodeBlock label="Signature" text={[signature, ...types].join('\n')} wraps />
      <p>
        {comparison} The starter has it in your language{types.length > 0 && ', types included'}.
      </p>
    </section>
  );
}

function HttpFacts({ port, readinessPath, readinessTimeoutMs, reuse, start }: Of<'http'>) {
  const own = start.filter(({ command }) => command !== null);
  return (
    <section aria-labelledby="contract">
      <h2 id="contract">Your service</h2>
      <ul>
        <li>
          It listens on port <code>{port}</code>, which it also finds in the environment as{' '}
          <code>PORT</code>.
        </li>
        <li>
          It counts as started once <code>GET {readinessPath}</code> gets any answer, within{' '}
          {formatDuration(readinessTimeoutMs)}.
        </li>
        <li>
          {reuse
            ? 'One process may serve case after case: do not rely on starting empty.'
            : 'Each case starts it anew, in an empty working directory.'}
        </li>
        {own.map(({ language, command }) => (
          <li key={language}>
            {LANGUAGE_TITLES[language]} is started with <code>{command?.join(' ')}</code>.
          </li>
        ))}
      </ul>
    </section>
  );
}

const ENGINE_TITLES = { sqlite: 'SQLite', postgresql: 'PostgreSQL', mysql: 'MySQL' } as const;
const TASKS = {
  query: 'The rows of your last statement are compared.',
  change: 'What is in the database after your statements is compared.',
  schema: 'The tables that you make are looked at, and what they accept and refuse.',
  plan: 'The plan that the database makes for your statement is looked at.',
} as const;

function SqlFacts({ engine, task, schema, version }: Of<'sql'> & { version: string | null }) {
  return (
    <section aria-labelledby="contract">
      <h2 id="contract">Database</h2>
      <p>
        {version ?? ENGINE_TITLES[engine]}. {TASKS[task]}
      </p>
      {schema !== '' && (
        <details class="sample">
          <summary>The tables</summary>
          <CodeBlock label="The tables" text={schema} language="sql" dialect={engine} />
        </details>
      )}
    </section>
  );
}
