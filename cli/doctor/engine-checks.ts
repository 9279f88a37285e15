import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imageOf } from '../../worker/place-of.ts';
import { capacityOf } from '../../worker/capacity.ts';
import { RUNTIME_NAMES } from '../../grading/job/runtime-name.ts';
import { repoRoot } from '../../platform/config/paths.ts';
import { createSandbox } from '../../worker/sandbox/create-sandbox.ts';
import { EngineError } from '../../worker/sandbox/engine-errors.ts';
import { connectEngine, type EngineInfo } from '../../worker/sandbox/engine.ts';
import { SandboxUnsafeError } from '../../worker/sandbox/sandbox-errors.ts';
import { listImages } from '../setup/images.ts';
import { fail, isOlder, ok, warn, type Check, type Finding, type Patient } from './check.ts';
import { freeSpace } from './machine-checks.ts';

/** The canary starts real cells. */
const SANDBOX_TIMEOUT_MS = 120_000;
/** The oldest engine that the tests have run on. */
const OLDEST_ENGINE = [20, 10] as const;
const NO_ENGINE = 'Mend the engine first.';

const asked = new WeakMap<Patient, Promise<EngineInfo>>();

/** Asked once, whatever asks. */
const infoOf = (patient: Patient): Promise<EngineInfo> => {
  const known = asked.get(patient);
  if (known !== undefined) return known;
  const info = Promise.resolve().then(() => connectEngine(patient.config).info());
  asked.set(patient, info);
  return info;
};

/** What rests on the engine has nothing to say where there is none. */
const withEngine =
  (look: (info: EngineInfo, patient: Patient) => Finding | Promise<Finding>): Check['run'] =>
  async (patient) => {
    const info = await infoOf(patient).catch(() => null);
    return info === null
      ? warn('not looked at: no engine answers', NO_ENGINE)
      : look(info, patient);
  };

const engine: Check = {
  name: 'engine',
  run: async (patient) => {
    try {
      const { version, architecture, cores } = await infoOf(patient);
      const found = `Docker ${version}, ${architecture}, ${cores} cores`;
      return isOlder(version, OLDEST_ENGINE)
        ? warn(found, `Upgrade it: ${OLDEST_ENGINE.join('.')} is the oldest tried.`)
        : ok(found);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      return fail(error.message, 'On this machine `assay up` installs and starts one, as root.');
    }
  },
};

const cgroups: Check = {
  name: 'cgroups',
  run: withEngine(({ cgroupVersion, limits, seccomp }) => {
    const missing = [...(limits.memory ? [] : ['memory']), ...(limits.processes ? [] : ['pids'])];
    if (missing.length > 0) {
      return fail(
        `version ${cgroupVersion}; the engine cannot limit ${missing.join(' and ')}`,
        'Turn the controllers on: on Debian boot with `cgroup_enable=memory swapaccount=1`; rootless, delegate them (systemd: Delegate=memory pids cpu).',
      );
    }
    if (!seccomp) {
      return fail('the engine has no seccomp', 'Use an engine whose `docker info` lists seccomp.');
    }
    if (!limits.swap) {
      return warn(
        `version ${cgroupVersion}: memory, pids; swap is not accounted for`,
        'Boot with `swapaccount=1`, or turn swap off: else a program may swap beyond its limit.',
      );
    }
    return ok(`version ${cgroupVersion}: memory, swap, pids; seccomp`);
  }),
};

const runtimes: Check = {
  name: 'runtimes',
  run: withEngine(({ runtimes: offered }, { config: { sandboxRuntime } }) => {
    const list = offered.join(', ');
    if (sandboxRuntime !== null && !offered.includes(sandboxRuntime)) {
      return fail(
        `SANDBOX_RUNTIME is ${sandboxRuntime}, and the engine has ${list}`,
        'Install it and name it in the engine’s daemon.json ("runtimes"), or unset SANDBOX_RUNTIME.',
      );
    }
    return ok(sandboxRuntime === null ? list : `${sandboxRuntime}, of ${list}`);
  }),
};

const capacity: Check = {
  name: 'capacity',
  run: withEngine((info, { config }) => {
    const { concurrency, reason } = capacityOf(info, config);
    const found = `${concurrency} submissions at one time: ${reason}`;
    if (concurrency <= info.cores) return ok(found);
    return warn(
      `${found}; the engine has ${info.cores} cores`,
      'Lower ASSAY_CONCURRENCY to the number of cores: more take time from each other.',
    );
  }),
};

const engineDisk: Check = {
  name: 'engine disk',
  run: withEngine(async ({ rootDirectory }, { config: { dockerHost } }) => {
    const isLocal = dockerHost === null || dockerHost.startsWith('unix:');
    if (!isLocal) return ok(`${rootDirectory}, on another machine: not looked at`);
    return freeSpace(rootDirectory, 'docker system prune removes what no container uses.');
  }),
};

/** Of what this machine's worker would run. */
const wantedImages = async ({ config }: Patient) => {
  const wanted = new Set((config.workerRuntimes ?? RUNTIME_NAMES).map(imageOf));
  return (await listImages()).filter(({ name }) => wanted.has(name));
};

const images: Check = {
  name: 'images',
  run: withEngine(async (_, patient) => {
    const wanted = await wantedImages(patient);
    const missing = wanted.filter(({ built }) => !built).map(({ name }) => name);
    if (missing.length === 0) return ok(`${wanted.length} built, all current`);
    return warn(
      `${missing.join(', ')}: not built, or of an older version of this program`,
      `Build them: assay images build ${missing.join(' ')} (else the first submission waits for it)`,
    );
  }),
};

const sandbox: Check = {
  name: 'sandbox',
  timeoutMs: SANDBOX_TIMEOUT_MS,
  run: withEngine(async (_, patient) => {
    const built = (await wantedImages(patient)).find((image) => image.built);
    if (built === undefined) return warn('not tried: no image is built', 'assay images build');
    const { config } = patient;
    try {
      const proven = await createSandbox({
        sandboxImagesDir: join(repoRoot, 'sandbox-images'),
        engine: config,
        runtime: config.sandboxRuntime,
        isolation: config.sandboxIsolation,
        concurrency: 1,
        canaryImage: built.name,
      });
      const { isolation, canary } = proven;
      await proven.close();
      const found = `${canary.proofs.length} limits proven in ${canary.tookMs} ms, ${isolation} cells`;
      if (isolation === 'recycled' || config.sandboxIsolation === 'fresh') return ok(found);
      return warn(`${found}: no user namespaces in containers`, await namespaceRemedy());
    } catch (error) {
      if (!(error instanceof SandboxUnsafeError)) throw error;
      return fail(error.message, 'See "The canary" in docs/operations.md, by these names.');
    }
  }),
};

/** Files of /proc/sys that refuse user namespaces, and the value that does. */
const REFUSALS = [
  [
    'kernel/apparmor_restrict_unprivileged_userns',
    '1',
    'sysctl kernel.apparmor_restrict_unprivileged_userns=0',
  ],
  ['kernel/unprivileged_userns_clone', '0', 'sysctl kernel.unprivileged_userns_clone=1'],
  ['user/max_user_namespaces', '0', 'sysctl user.max_user_namespaces=15000'],
] as const;

const namespaceRemedy = async (): Promise<string> => {
  for (const [file, refusing, command] of REFUSALS) {
    const value = await readFile(join('/proc/sys', file), 'utf8').catch(() => '');
    if (value.trim() === refusing) return `It is slower. On the engine's machine: ${command}`;
  }
  return "It is slower. Allow user namespaces on the engine's machine, or leave it.";
};

export const ENGINE_CHECKS: readonly Check[] = [
  ...[engine, cgroups, runtimes, capacity, engineDisk, images, sandbox],
];
/** What a worker cannot start without. */
export const WORKER_ENGINE_CHECKS: readonly Check[] = [engine, cgroups, runtimes];
