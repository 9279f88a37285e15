import { loadConfig } from '../../platform/config/config.ts';
import { ConfigError } from '../../platform/config/config-error.ts';
import { SETTINGS } from '../../platform/config/settings.ts';
import type { DataDirectory } from '../setup/data-directory.ts';
import { runningState } from '../setup/run-state.ts';
import type { Check, Finding, Patient } from './check.ts';

export interface NamedFinding extends Finding {
  readonly name: string;
}

const TIMEOUT_MS = 20_000;
/** What stands for a database where there is none: the other settings are to be read all the same. */
const PLACEHOLDER = { DATABASE_URL: 'postgresql://none/none' };

export const readPatient = async (env: Patient['env'], data: DataDirectory): Promise<Patient> => {
  const running = await runningState(data);
  const databaseUrl = env['DATABASE_URL']?.trim() || running?.databaseUrl || null;
  const { config, problems } = soundConfig({
    ...PLACEHOLDER,
    ...env,
    DATABASE_URL: databaseUrl ?? PLACEHOLDER.DATABASE_URL,
  });
  const isUrl = !problems.some((problem) => problem.startsWith('DATABASE_URL'));
  return {
    ...{ env, data, running, config, configProblems: problems },
    databaseUrl: isUrl ? databaseUrl : null,
  };
};

/** Wrong settings are left out, and told. */
const soundConfig = (env: Patient['env']) => {
  try {
    return { config: loadConfig(env), problems: [] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { problems } = error;
    const wrong = Object.values(SETTINGS)
      .map((setting) => setting.env)
      .filter((name) => problems.some((problem) => problem.startsWith(name)));
    const sound = Object.fromEntries(Object.entries(env).filter(([name]) => !wrong.includes(name)));
    return { config: loadConfig({ ...PLACEHOLDER, ...sound }), problems };
  }
};

/** Runs the checks side by side; the findings stand in their order, and are told as they come. */
export const examine = async (
  patient: Patient,
  checks: readonly Check[],
  tell: (finding: NamedFinding) => void = () => undefined,
): Promise<readonly NamedFinding[]> => {
  const running = checks.map((check) => runCheck(check, patient));
  const findings: NamedFinding[] = [];
  for (const finding of running) {
    findings.push(await finding);
    tell(await finding);
  }
  return findings;
};

const runCheck = async (
  { name, run, timeoutMs = TIMEOUT_MS }: Check,
  patient: Patient,
): Promise<NamedFinding> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding>((resolve) => {
    timer = setTimeout(() => {
      const found = `no answer within ${timeoutMs / 1000} s`;
      resolve({ status: 'fail', found, remedy: 'Is the machine, or the way to it, overloaded?' });
    }, timeoutMs);
  });
  try {
    return { name, ...(await Promise.race([run(patient), late])) };
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { name, status: 'fail', found, remedy: null };
  } finally {
    clearTimeout(timer);
  }
};
