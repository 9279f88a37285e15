import type { Isolation } from '../../../grading/manifest/manifest.ts';

export interface CellOptions {
  /** `recycled`: the warden makes namespaces for each session. `fresh`: one session, then destroy. */
  readonly isolation: Isolation;
  readonly memoryBytes: number;
  readonly processes: number;
  /** Size of each tmpfs that Docker mounts (`fresh` only; `recycled` mounts its own). */
  readonly diskBytes: number;
  /** OCI runtime, e.g. runsc; absent: the engine's default. */
  readonly runtime?: string;
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
  readonly OomScoreAdj: number;
  readonly ReadonlyRootfs: boolean;
  readonly CapDrop: readonly string[];
  readonly CapAdd: readonly string[];
  readonly SecurityOpt: readonly string[];
  readonly MaskedPaths?: readonly string[];
  readonly ReadonlyPaths?: readonly string[];
  readonly Tmpfs: Readonly<Record<string, string>>;
  readonly IpcMode: string;
  readonly CgroupnsMode?: 'private';
  readonly LogConfig: { readonly Type: string; readonly Config: Readonly<Record<string, string>> };
  readonly Runtime?: string;
  readonly Init: boolean;
}
