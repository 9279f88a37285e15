/**
 * What a program of whatever language reaches, since every image has Perl: each call that has let
 * somebody out of a container or into another's data, by its number (x86-64), and each file that
 * has. One line for each: `held NAME` or `BROKE NAME`.
 */
const CALLS: Readonly<Record<string, readonly (number | string)[]>> = {
  'mount a tmpfs': [165, 'none', '/work', 'tmpfs', 0, 0],
  'remount / writable': [165, 'none', '/', '', 32, 0],
  'bind /proc/1/root': [165, '/proc/1/root', '/work', '', 4096, 0],
  'umount /proc': [166, '/proc', 2],
  pivot_root: [155, '/work', '/work'],
  chroot: [161, '/work'],
  fsopen: [430, 'tmpfs', 0],
  open_tree: [428, -100, '/', 1],
  move_mount: [429, -100, '/', -100, '/work', 0],
  mount_setattr: [442, -100, '/', 0, 0, 0],
  'unshare the user namespace': [272, 0x10000000],
  'unshare mounts': [272, 0x00020000],
  'unshare the network': [272, 0x40000000],
  'unshare processes': [272, 0x20000000],
  'setns to a descriptor': [308, 0, 0],
  clone3: [435, 0, 0],
  'clone into a user namespace': [56, 0x10000011, 0, 0, 0, 0],
  'ptrace the init': [101, 16, 1, 0, 0],
  'be traced': [101, 0, 0, 0, 0],
  'read memory of the init': [310, 1, 0, 0, 0, 0, 0],
  'write memory of the init': [311, 1, 0, 0, 0, 0, 0],
  'steal a descriptor by pidfd': [438, 0, 0, 0],
  'compare descriptors by kcmp': [312, 1, 1, 0, 0, 0],
  process_madvise: [440, 0, 0, 0, 4, 0],
  'open_by_handle_at (shocker)': [304, -100, 0, 0],
  name_to_handle_at: [303, -100, '/', 0, 0, 0],
  fanotify_init: [300, 0, 0],
  bpf: [321, 0, 0, 0],
  userfaultfd: [323, 0],
  perf_event_open: [298, 0, 0, -1, -1, 0],
  io_uring_setup: [425, 8, 0],
  'keyctl: join a session keyring': [250, 1, 0],
  add_key: [248, 'user', 'left', 'x', 1, -3],
  request_key: [249, 'user', 'left', 0, 0],
  kexec_load: [246, 0, 0, 0, 0],
  kexec_file_load: [320, 0, 0, 0, 0, 0],
  init_module: [175, 0, 0, ''],
  finit_module: [313, 0, '', 0],
  delete_module: [176, 'ext4', 0],
  'reboot (with its magic numbers)': [169, 0xfee1dead, 672274793, 0x89abcdef, 0],
  swapon: [167, '/work', 0],
  acct: [163, 0],
  syslog: [103, 3, 0, 0],
  settimeofday: [164, 0, 0],
  clock_settime: [227, 0, 0],
  adjtimex: [159, 0],
  sethostname: [170, 'left', 4],
  setdomainname: [171, 'left', 4],
  iopl: [172, 3],
  ioperm: [173, 0x60, 1, 1],
  modify_ldt: [154, 0, 0, 0],
  'mq_open (outlives processes)': [240, 'left', 66, 438, 0],
  'personality without randomness of addresses and with a fixed map': [135, 0x0440000],
  quotactl: [179, 0, 0, 0, 0],
  vhangup: [153],
  'setuid 0': [105, 0],
  'setgid 0': [106, 0],
  'setresuid 0': [117, 0, 0, 0],
  'setfsuid of the first user outside': [122, 0, 0],
  'a 32-bit number above the last call': [100_000],
};

const SOCKETS: Readonly<Record<string, readonly [number, number, number]>> = {
  'a hypervisor (AF_VSOCK)': [40, 1, 0],
  'frames (AF_PACKET)': [17, 3, 0x300],
  'raw IP': [2, 3, 1],
  'ping (IPPROTO_ICMP)': [2, 2, 1],
  'raw IPv6': [10, 3, 58],
  SCTP: [2, 5, 132],
  MPTCP: [2, 1, 262],
  'the kernel’s ciphers (AF_ALG)': [38, 5, 0],
  TIPC: [30, 5, 0],
  XDP: [44, 3, 0],
  CAN: [29, 3, 1],
  Bluetooth: [31, 3, 0],
  'the audit log': [16, 3, 9],
  'kernel events (uevent)': [16, 3, 15],
  'the firewall (netfilter)': [16, 3, 12],
  'IPsec (xfrm)': [16, 3, 6],
  'generic netlink': [16, 3, 16],
};

/** To be written; none of them may take a byte. */
const WRITES = [
  '/proc/sys/kernel/core_pattern',
  '/proc/sys/kernel/modprobe',
  '/proc/sys/kernel/hostname',
  '/proc/sys/kernel/ns_last_pid',
  '/proc/sys/vm/overcommit_memory',
  '/proc/sys/net/ipv4/ip_forward',
  '/proc/sysrq-trigger',
  '/proc/1/oom_score_adj',
  '/proc/1/mem',
  '/proc/1/fd/1',
  '/proc/self/uid_map',
  '/sys/kernel/uevent_helper',
  '/sys/fs/cgroup/release_agent',
  '/sys/fs/cgroup/memory/release_agent',
  '/sys/fs/cgroup/memory/memory.limit_in_bytes',
  '/sys/fs/cgroup/pids/pids.max',
  '/sys/fs/cgroup/cgroup.procs',
  '/etc/passwd',
  '/etc/ld.so.preload',
  '/assay/warden',
  '/dev/mem',
  '/dev/kmsg',
  '/dev/sda',
  '/dev/vda',
  '/dev/fuse',
  '/dev/net/tun',
  '/usr/bin/perl',
  '/bin/left',
  '/app/left',
  '/srv/left',
  '/var/tmp/left',
  '/run/left',
];

const READS = [
  '/proc/1/environ',
  '/proc/1/maps',
  '/proc/1/mem',
  '/proc/1/root/etc/hostname',
  '/proc/1/cwd/.',
  '/proc/1/fd/0',
  '/proc/1/stack',
  '/proc/kcore',
  '/proc/kmsg',
  '/proc/keys',
  '/proc/kallsyms',
  '/proc/timer_list',
  '/proc/sched_debug',
  '/sys/kernel/debug/x',
  '/sys/class/net/eth0/address',
  '/etc/shadow',
  '/root/.',
  '/var/run/docker.sock',
  '/run/secrets/x',
  '/dev/mem',
  '/dev/sda',
];

const quoted = (value: number | string): string =>
  typeof value === 'number' ? String(value) : `"${value}"`;
const listed = (names: readonly string[]): string => names.map(quoted).join(', ');

export const DOORS = [
  ...[...Object.keys(CALLS), ...Object.keys(SOCKETS).map((name) => `socket: ${name}`)],
  ...[...WRITES.map((path) => `write ${path}`), ...READS.map((path) => `read ${path}`)],
];

export const KERNEL_DOORS = `
use strict; $| = 1;
sub told { my ($name, $broke, $why) = @_; print $broke ? "BROKE $name: $why\\n" : "held $name\\n"; }
my $me = $$;
${Object.entries(CALLS)
  .map(
    ([name, [number, ...given]]) =>
      // A call that would make a process must not let it go on in here.
      `{ my @a = (${given.map(quoted).join(', ')}); my $r = syscall(${String(number)}${given.map((_, index) => `, $a[${index}]`).join('')}); exit 0 if $$ != $me; told("${name}", ${name.startsWith('setfsuid') ? '$r == 0' : '$r != -1'}, $r); }`,
  )
  .join('\n')}
${Object.entries(SOCKETS)
  .map(
    ([name, [family, kind, protocol]]) =>
      `{ my $r = syscall(41, ${family}, ${kind}, ${protocol}); told("socket: ${name}", $r >= 0, $r); }`,
  )
  .join('\n')}
for my $path (${listed(WRITES)}) {
  my $wrote = 0;
  if (open(my $file, '+>>', $path)) { $wrote = syswrite($file, "1"); }
  told("write $path", $wrote, "took a byte");
}
for my $path (${listed(READS)}) {
  my $read = 0; my $bytes = '';
  if (open(my $file, '<', $path)) { $read = sysread($file, $bytes, 64); }
  told("read $path", $read, $bytes);
}
`;
