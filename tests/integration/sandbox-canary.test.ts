import { describe, expect, test } from '@jest/globals';
import { SandboxUnsafeError } from '../../worker/sandbox/sandbox-errors.ts';
import type {
  CellContainer,
  CellHostConfig,
} from '../../worker/sandbox/warden/container-options.ts';
import { openSandbox, SANDBOX_START_MS } from '../support/sandbox.ts';

type Isolation = 'recycled' | 'fresh';

/** A container with one restriction less. */
const without =
  (change: (host: CellHostConfig) => Partial<CellHostConfig>) =>
  (container: CellContainer): CellContainer => ({
    ...container,
    HostConfig: { ...container.HostConfig, ...change(container.HostConfig) },
  });

const unlimited = 1024 * 1024 * 1024;

const roomier = (tmpfs: CellHostConfig['Tmpfs']): CellHostConfig['Tmpfs'] =>
  Object.fromEntries(
    Object.entries(tmpfs).map(([path, options]) => [path, options.replace(/size=\d+/, 'size=1g')]),
  );

/** What is sabotaged, in which cells, and the proofs that must fail for it. */
const SABOTAGES: [string, Isolation, (container: CellContainer) => CellContainer, string[]][] = [
  ['the process limit', 'recycled', without(() => ({ PidsLimit: 500 })), ['processes']],
  ['the process limit', 'fresh', without(() => ({ PidsLimit: 500 })), ['processes']],
  [
    'the memory limit',
    'recycled',
    without(() => ({ Memory: unlimited, MemorySwap: unlimited })),
    ['memory'],
  ],
  ['the size of disks', 'fresh', without(({ Tmpfs }) => ({ Tmpfs: roomier(Tmpfs) })), ['disk']],
  [
    'the network',
    'fresh',
    (container) => ({
      ...container,
      NetworkDisabled: false,
      // The engine itself refuses settings of the host's own network.
      HostConfig: { ...container.HostConfig, ...{ NetworkMode: 'host', Sysctls: {} } },
    }),
    ['network'],
  ],
  ['the read-only root', 'fresh', without(() => ({ ReadonlyRootfs: false })), ['read-only-root']],
];

describe('the canary', () => {
  test.each(['recycled', 'fresh'] as const)(
    'proves every limit in %s cells',
    async (isolation) => {
      const sandbox = await openSandbox({ isolation });
      try {
        expect(sandbox.isolation).toBe(isolation);
        expect(sandbox.canary.proofs.filter(({ ok }) => !ok)).toEqual([]);
        const names = sandbox.canary.proofs.map(({ name }) => name);
        expect(names).toEqual(
          expect.arrayContaining([
            'cpu-time',
            'wall-time',
            'output',
            'memory',
            'processes',
            'disk',
          ]),
        );
        expect(names).toEqual(
          expect.arrayContaining(['files', 'network', 'privileges', 'environment', 'namespaces']),
        );
        expect(names.includes('leftovers')).toBe(isolation === 'recycled');
        expect((await sandbox.prove()).ok).toBe(true);
      } finally {
        await sandbox.close();
      }
    },
    SANDBOX_START_MS,
  );

  test.each(SABOTAGES)(
    'fails closed without %s (%s)',
    async (_what, isolation, alter, expected) => {
      const error: unknown = await openSandbox({ isolation, alterContainer: alter }).then(
        async (sandbox) => {
          await sandbox.close();
          return sandbox.canary;
        },
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(SandboxUnsafeError);
      expect((error as SandboxUnsafeError).failures).toEqual(expect.arrayContaining(expected));
    },
    SANDBOX_START_MS,
  );

  test(
    'chooses fresh cells where namespaces are refused',
    async () => {
      const sandbox = await openSandbox({
        // The engine's own seccomp profile refuses them.
        alterContainer: (container) =>
          container.Cmd[0] === 'recycled'
            ? without(() => ({ SecurityOpt: ['no-new-privileges'] }))(container)
            : container,
      });
      try {
        expect(sandbox.isolation).toBe('fresh');
        expect(sandbox.canary.ok).toBe(true);
        expect(sandbox.troubles.join()).toContain('namespaces');
      } finally {
        await sandbox.close();
      }
    },
    SANDBOX_START_MS,
  );
});
