import type { Isolation } from '../../../grading/manifest/manifest.ts';
import { seccompProfile } from './seccomp-profile.ts';

/**
 * How a cell's container is created: everything that the warden's security rests on outside itself.
 *
 * - Root inside, for the warden alone, with the few capabilities it needs: ids (SETUID, SETGID),
 *   kill across ids (KILL), files for another id (CHOWN), its own files in another id's directories
 *   (DAC_OVERRIDE), and in a `fresh` cell, where nothing can be unmounted, the removal of whatever a
 *   learner left (FOWNER). In a `recycled` cell none of them reaches a learner's session.
 * - The root file system is read-only. A `recycled` session mounts its own tmpfs over /app, /work,
 *   /tmp, /dev/shm and /srv; in a `fresh` cell Docker mounts them. The image must have /app, /work, and /srv for services.
 * - A `recycled` cell has none of Docker's masks over /proc, since the kernel refuses a new /proc in
 *   a user namespace while the old one is covered. Only the warden sees that /proc: sessions get one
 *   of their own, read-only, with the same masks.
 * - A `recycled` cell is not confined by AppArmor, whose default profile for containers refuses every
 *   mount. A `fresh` one keeps it.
 * - No OomScoreAdj: a negative one needs CAP_SYS_RESOURCE of the engine, and the difference is made
 *   at the other end: each learner's program starts with the maximum, and the kernel takes it first.
 */
export interface CellOptions {
  /** `recycled`: the warden makes namespaces for each session. `fresh`: one session, then destroy. */
  readonly isolation: Isolation;
  readonly memoryBytes: number;
  readonly processes: number;
  /** Size of each tmpfs that Docker mounts (`fresh` only; `recycled` mounts its own). */
  readonly diskBytes: number;
  /** Size of a service's `/srv`, where there is one (`fresh` only, likewise). */
  readonly serviceDiskBytes?: number;
  /** OCI runtime, e.g. crun; absent: the engine's default. */
  readonly runtime?: string;
  /** The one processor that it runs on; absent: any. */
  readonly core?: number;
}

/** The part of Docker's create request that the warden's security rests on. */
export interface CellContainer {
  readonly Entrypoint: readonly string[];
  readonly Cmd: readonly string[];
  readonly Env: readonly string[];
  readonly User: string;
  readonly WorkingDir: string;
  readonly NetworkDisabled: boolean;
  readonly OpenStdin: boolean;
  readonly StdinOnce: boolean;
  readonly AttachStdin: boolean;
  readonly AttachStdout: boolean;
  readonly AttachStderr: boolean;
  readonly Tty: boolean;
  readonly HostConfig: CellHostConfig;
}

export interface CellHostConfig {
  readonly Memory: number;
  readonly MemorySwap: number;
  readonly PidsLimit: number;
  readonly CpusetCpus?: string;
  readonly ReadonlyRootfs: boolean;
  readonly CapDrop: readonly string[];
  readonly CapAdd: readonly string[];
  readonly SecurityOpt: readonly string[];
  readonly MaskedPaths?: readonly string[];
  readonly ReadonlyPaths?: readonly string[];
  readonly Tmpfs: Readonly<Record<string, string>>;
  readonly Sysctls: Readonly<Record<string, string>>;
  readonly IpcMode: string;
  readonly ShmSize: number;
  readonly LogConfig: { readonly Type: string; readonly Config: Readonly<Record<string, string>> };
  readonly Runtime?: string;
  readonly Init: boolean;
}

const CAPABILITIES = ['SETUID', 'SETGID', 'KILL', 'CHOWN', 'DAC_OVERRIDE'];
/** The warden and the session process, beside the learner's. */
const WARDEN_PROCESSES = 2;
const TMPFS_INODES = 16384;
/** Minimum, default and maximum of one socket, each way. */
const TCP_BUFFER_BYTES = '4096 65536 262144';

/** The create request's part that does not depend on the image; add Image, Labels and CPU shares. */
export function cellContainer(options: CellOptions): CellContainer {
  return {
    Entrypoint: ['/assay/warden'],
    Cmd: [options.isolation],
    Env: [],
    User: '0:0',
    WorkingDir: '/',
    // Not NetworkMode none: that starts the engine's own binary twice for each container.
    NetworkDisabled: true,
    OpenStdin: true,
    StdinOnce: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Tty: false,
    HostConfig: cellHostConfig(options),
  };
}

export function cellHostConfig(options: CellOptions): CellHostConfig {
  const recycled = options.isolation === 'recycled';
  const tmpfs = (mode: string, bytes = options.diskBytes): string =>
    `rw,nosuid,nodev,exec,size=${String(bytes)},nr_inodes=${String(TMPFS_INODES)},mode=${mode}`;
  return {
    Memory: options.memoryBytes,
    MemorySwap: options.memoryBytes,
    PidsLimit: options.processes + WARDEN_PROCESSES,
    ...(options.core === undefined ? {} : { CpusetCpus: String(options.core) }),
    ReadonlyRootfs: true,
    CapDrop: ['ALL'],
    CapAdd: recycled ? CAPABILITIES : [...CAPABILITIES, 'FOWNER'],
    SecurityOpt: [
      'no-new-privileges',
      `seccomp=${JSON.stringify(seccompProfile(options.isolation))}`,
      ...(recycled ? ['apparmor=unconfined'] : []),
    ],
    ...(recycled ? { MaskedPaths: [], ReadonlyPaths: [] } : {}),
    Tmpfs: recycled
      ? {}
      : {
          '/app': tmpfs('755'),
          '/work': tmpfs('1777'),
          '/tmp': tmpfs('1777'),
          '/srv': tmpfs('755', options.serviceDiskBytes),
          // Over the engine's queues, which can be made by open() too, and would last from run to run.
          '/dev/mqueue': 'ro,nosuid,nodev,noexec,size=4096,nr_inodes=2,mode=755',
        },
    // As the warden sets them for a session (sandbox-images/warden/src/sockets.c).
    Sysctls: recycled
      ? {}
      : { 'net.ipv4.tcp_rmem': TCP_BUFFER_BYTES, 'net.ipv4.tcp_wmem': TCP_BUFFER_BYTES },
    // /dev/shm: the session's own (recycled), or Docker's, of this size (fresh).
    IpcMode: 'private',
    ShmSize: options.diskBytes,
    LogConfig: { Type: 'none', Config: {} },
    // The warden is the init.
    Init: false,
    ...(options.runtime === undefined ? {} : { Runtime: options.runtime }),
  };
}
