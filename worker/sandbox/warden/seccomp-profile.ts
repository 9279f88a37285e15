import type { Isolation } from '../../../grading/manifest/manifest.ts';

/**
 * The system calls that a cell's container allows: the first of two filters.
 *
 * This one holds for the warden and the learner alike, so in a `recycled` cell it must let the
 * warden make namespaces and mounts (in a user namespace of its own: the container has no
 * CAP_SYS_ADMIN). The second one (sandbox-images/warden/src/filter.c) takes that and more away from
 * the learner before exec. What stands in neither list is refused by this one, new system calls
 * included; a foreign architecture has no entry here, and its calls end the process.
 *
 * Names only, 64-bit: no 32-bit program runs in a cell. The engine skips names it does not know.
 */
export interface SeccompProfile {
  readonly defaultAction: string;
  readonly defaultErrnoRet: number;
  readonly archMap: readonly {
    readonly architecture: string;
    readonly subArchitectures: readonly string[];
  }[];
  readonly syscalls: readonly SeccompRule[];
}

export interface SeccompRule {
  readonly names: readonly string[];
  readonly action: string;
  readonly errnoRet?: number;
  readonly args?: readonly SeccompArgument[];
}

interface SeccompArgument {
  readonly index: number;
  readonly value: number;
  readonly valueTwo?: number;
  readonly op: string;
}

const words = (text: string): string[] => text.trim().split(/\s+/);

const FILES = words(`
  access chdir chmod chown close close_range copy_file_range creat dup dup2 dup3 faccessat faccessat2
  fadvise64 fallocate fchdir fchmod fchmodat fchmodat2 fchown fchownat fcntl fdatasync fgetxattr
  flistxattr flock fremovexattr fsetxattr fstat fstatfs fsync ftruncate futimesat getcwd getdents
  getdents64 getxattr inotify_add_watch inotify_init inotify_init1 inotify_rm_watch ioctl lchown
  lgetxattr link linkat listxattr llistxattr lremovexattr lseek lsetxattr lstat memfd_create mkdir
  mkdirat mknod mknodat newfstatat open openat openat2 pread64 preadv preadv2 pwrite64 pwritev
  pwritev2 read readahead readlink readlinkat readv removexattr rename renameat renameat2 rmdir
  sendfile setxattr splice stat statfs statx symlink symlinkat sync sync_file_range syncfs tee
  truncate umask unlink unlinkat utime utimensat utimes vmsplice write writev cachestat
`);

const PROCESSES = words(`
  arch_prctl brk capget capset execve execveat exit exit_group fork getegid geteuid getgid getgroups
  getpgid getpgrp getpid getppid getpriority getresgid getresuid getrlimit getrusage getsid gettid
  getuid get_robust_list kill landlock_add_rule landlock_create_ruleset landlock_restrict_self
  pidfd_open pidfd_send_signal prctl prlimit64 process_mrelease restart_syscall rseq seccomp setfsgid
  setfsuid setgid setgroups setitimer setpgid setpriority setregid setresgid setresuid setreuid
  setrlimit setsid setuid set_robust_list set_tid_address tgkill tkill vfork wait4 waitid
  ioprio_get ioprio_set get_thread_area set_thread_area
`);

const MEMORY = words(`
  get_mempolicy madvise mbind membarrier memfd_secret mincore mlock mlock2 mlockall mmap mprotect
  mremap mseal msync munlock munlockall munmap pkey_alloc pkey_free pkey_mprotect remap_file_pages
  set_mempolicy map_shadow_stack
`);

const TIME_AND_SIGNALS = words(`
  alarm clock_getres clock_gettime clock_nanosleep getitimer gettimeofday nanosleep pause
  rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn rt_sigsuspend
  rt_sigtimedwait rt_tgsigqueueinfo sigaltstack signalfd signalfd4 time timer_create timer_delete
  timer_getoverrun timer_gettime timer_settime timerfd_create timerfd_gettime timerfd_settime times
`);

const WAITING = words(`
  epoll_create epoll_create1 epoll_ctl epoll_pwait epoll_pwait2 epoll_wait eventfd eventfd2 futex
  futex_requeue futex_wait futex_waitv futex_wake io_cancel io_destroy io_getevents io_pgetevents
  io_setup io_submit pipe pipe2 poll ppoll pselect6 select
`);

const SOCKETS = words(`
  accept accept4 bind connect getpeername getsockname getsockopt listen recvfrom recvmmsg recvmsg
  sendmmsg sendmsg sendto setsockopt shutdown socketpair
`);

/** System V only: the learner's filter allows it only in an IPC namespace of the session's own. */
const INTER_PROCESS = words(`
  msgctl msgget msgrcv msgsnd semctl semget semop semtimedop shmat shmctl shmdt shmget
`);

const MACHINE = words(`
  getcpu getrandom sched_getaffinity sched_getattr sched_getparam sched_get_priority_max
  sched_get_priority_min sched_getscheduler sched_rr_get_interval sched_setaffinity sched_setattr
  sched_setparam sched_setscheduler sched_yield sysinfo uname
`);

/** What a `recycled` cell's warden needs besides: see sandbox-images/warden/src/namespaces.c. */
const NAMESPACES = words('clone mount umount2 sethostname');

const EPERM = 1;
const ENOSYS = 38;
/** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET. */
const CLONE_NAMESPACE_FLAGS = 0x7e020000;
const ADDRESS_NO_RANDOMIZE = 0x0040000;
/** AF_UNIX, AF_INET, AF_INET6, AF_NETLINK. */
const SOCKET_FAMILIES = [1, 2, 10, 16];
const PERSONALITIES = [0, 0xffffffff, ADDRESS_NO_RANDOMIZE];

const allow = (names: readonly string[], ...args: readonly SeccompArgument[]): SeccompRule => ({
  names,
  action: 'SCMP_ACT_ALLOW',
  ...(args.length > 0 ? { args } : {}),
});

const allowFirstArgument = (name: string, values: readonly number[]): SeccompRule[] =>
  values.map((value) => allow([name], { index: 0, value, op: 'SCMP_CMP_EQ' }));

const CLONE_WITHOUT_NAMESPACES: SeccompArgument = {
  index: 0,
  value: CLONE_NAMESPACE_FLAGS,
  valueTwo: 0,
  op: 'SCMP_CMP_MASKED_EQ',
};

export function seccompProfile(isolation: Isolation): SeccompProfile {
  const always = [
    ...FILES,
    ...PROCESSES,
    ...MEMORY,
    ...TIME_AND_SIGNALS,
    ...WAITING,
    ...SOCKETS,
    ...INTER_PROCESS,
    ...MACHINE,
  ];
  return {
    defaultAction: 'SCMP_ACT_ERRNO',
    defaultErrnoRet: EPERM,
    archMap: [
      { architecture: 'SCMP_ARCH_X86_64', subArchitectures: [] },
      { architecture: 'SCMP_ARCH_AARCH64', subArchitectures: [] },
    ],
    syscalls: [
      allow(always),
      ...allowFirstArgument('socket', SOCKET_FAMILIES),
      ...allowFirstArgument('personality', PERSONALITIES),
      isolation === 'recycled' ? allow(NAMESPACES) : allow(['clone'], CLONE_WITHOUT_NAMESPACES),
      // Its flags are behind a pointer: libc falls back to clone.
      { names: ['clone3'], action: 'SCMP_ACT_ERRNO', errnoRet: ENOSYS },
    ],
  };
}
