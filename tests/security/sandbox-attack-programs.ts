/**
 * What a hostile learner would try, in Python. Each program prints one line for each attempt,
 * `held: ...` or `BROKE: ...`; some leave something behind for whoever comes next.
 */
export interface Attack {
  readonly name: string;
  readonly source: string;
  /** Ended by a limit, on purpose; then only the next session is looked at. */
  readonly endsByLimit?: boolean;
  /** What must be among the lines, so that an attack that never ran cannot pass. */
  readonly attempts: number;
}

const PRELUDE = `
import ctypes, os, signal, socket, stat, struct, subprocess, sys, threading, time
libc = ctypes.CDLL(None, use_errno=True)
def attempt(name, act):
    try:
        result = act()
    except BaseException as error:
        print('held:', name, type(error).__name__, error, flush=True)
        return
    print('held:' if result in (None, False) else 'BROKE:', name, result, flush=True)
def call(number, *arguments):
    result = libc.syscall(ctypes.c_long(number), *[ctypes.c_long(a) for a in arguments])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result + 1
def readable(path):
    with open(path, 'rb') as file:
        return file.read(64) or None
`;

export const attack = (
  name: string,
  attempts: number,
  source: string,
  endsByLimit = false,
): Attack => ({
  name,
  attempts,
  source: PRELUDE + source,
  endsByLimit,
});

export const ATTACKS: readonly Attack[] = [
  attack(
    'forges frames of the warden on every descriptor it has',
    1,
    `
frame = struct.pack('<IBH', 7, 0x7f, 0) + b'forged'
for fd in range(3, 4096):
    for bytes_ in (frame, struct.pack('>I', 7) + b'forged'):
        try:
            os.write(fd, bytes_)
            print('BROKE: wrote to descriptor', fd)
        except OSError:
            pass
# Its own stdout is a pipe to the warden: what looks like a frame is output.
os.write(1, struct.pack('<I', 0xffffffff) + bytes(range(32)) + b'\\n')
print('held: descriptors')
`,
  ),
  attack(
    'signals the warden and every process',
    3,
    `
for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM):
    attempt('signal 1', lambda: os.kill(1, number) or True)
for pid in range(2, 400):
    if pid != os.getpid():
        try:
            os.kill(pid, signal.SIGKILL)
            # Within its own session only its own processes may be reached.
            print('BROKE: killed', pid)
        except OSError:
            pass
`,
  ),
  attack(
    'hunts through /proc',
    8,
    `
for path in ('/proc/1/environ', '/proc/1/mem', '/proc/1/maps', '/proc/1/root/etc/hostname', '/proc/1/fd/0', '/proc/kcore', '/proc/kmsg', '/proc/keys'):
    attempt('read ' + path, lambda: readable(path))
for pid in os.listdir('/proc'):
    if pid.isdigit() and int(pid) not in (1, os.getpid()):
        try:
            line = open('/proc/%s/cmdline' % pid, 'rb').read()
        except OSError:
            continue
        # A fresh cell has one /proc for all: the warden's name is no secret.
        if line and not line.startswith(b'/assay/warden'):
            print('BROKE: sees process', pid, line)
`,
  ),
  attack(
    'writes to /proc and /sys',
    6,
    `
for path in ('/proc/sys/kernel/core_pattern', '/proc/sysrq-trigger', '/proc/1/oom_score_adj', '/proc/sys/kernel/ns_last_pid', '/sys/fs/cgroup/memory/memory.limit_in_bytes', '/sys/fs/cgroup/cgroup.procs'):
    attempt('write ' + path, lambda: open(path, 'w').write('1'))
`,
  ),
  attack(
    'raises its privileges',
    7,
    `
attempt('setuid', lambda: os.setuid(0) or True)
attempt('setgid', lambda: os.setgid(0) or True)
attempt('setgroups', lambda: os.setgroups([0]) or True)
attempt('chown', lambda: open('/work/mine', 'w').close() or os.chown('/work/mine', 0, 0) or True)
attempt('set-uid bit', lambda: (open('/work/suid', 'wb').write(open('/usr/bin/id', 'rb').read()), os.chmod('/work/suid', 0o6755), b'euid=0' in subprocess.run(['/work/suid'], capture_output=True).stdout)[2])
attempt('mknod', lambda: os.mknod('/work/disk', 0o660 | stat.S_IFBLK, os.makedev(254, 0)) or True)
caps = [line for line in open('/proc/self/status') if line.startswith('Cap') and not line.startswith('CapBnd')]
attempt('capabilities', lambda: any(int(line.split()[1], 16) for line in caps))
if open('/proc/self/status').read().find('NoNewPrivs:\\t1') < 0:
    print('BROKE: new privileges are possible')
`,
  ),
  attack(
    'makes namespaces and mounts',
    8,
    `
for flag in (0x10000000, 0x40000000, 0x00020000, 0x20000000):
    attempt('unshare %x' % flag, lambda: call(272, flag))
attempt('mount', lambda: libc.mount(b'none', b'/work', b'tmpfs', 0, None) == 0)
attempt('umount', lambda: libc.umount2(b'/proc', 2) == 0)
attempt('pivot_root', lambda: call(155, 0, 0))
attempt('chroot', lambda: os.chroot('/work') or True)
`,
  ),
  attack(
    'uses doors of the kernel that no exercise needs',
    9,
    `
for name, number, arguments in (('io_uring_setup', 425, (8, 0)), ('bpf', 321, (0, 0, 0)), ('userfaultfd', 323, (0,)), ('perf_event_open', 298, (0, 0, -1, -1, 0)), ('keyctl', 250, (0, -3, 0)), ('add_key', 248, (0, 0, 0, 0, -3)), ('kexec_load', 246, (0, 0, 0, 0)), ('init_module', 175, (0, 0, 0)), ('open_by_handle_at', 304, (0, 0, 0))):
    attempt(name, lambda: call(number, *arguments))
`,
  ),
  attack(
    'looks for a way out by sockets',
    9,
    `
for name, family, kind in (('vsock', 40, socket.SOCK_STREAM), ('vsock datagram', 40, socket.SOCK_DGRAM), ('packet', 17, socket.SOCK_RAW), ('alg', 38, socket.SOCK_SEQPACKET), ('bluetooth', 31, socket.SOCK_RAW), ('raw', socket.AF_INET, socket.SOCK_RAW)):
    attempt(name, lambda: socket.socket(family, kind, 0))
attempt('gateway', lambda: socket.create_connection(('172.17.0.1', 22), 0.5))
attempt('metadata', lambda: socket.create_connection(('169.254.169.254', 80), 0.5))
attempt('engine', lambda: socket.socket(socket.AF_UNIX).connect('/var/run/docker.sock') or True)
interfaces = [name for _, name in socket.if_nameindex() if name != 'lo']
if interfaces:
    print('BROKE: interfaces', interfaces)
`,
  ),
  attack(
    'traces processes and reads their memory',
    4,
    `
attempt('trace 1', lambda: call(101, 16, 1, 0, 0))
attempt('be traced', lambda: call(101, 0, 0, 0, 0))
child = os.fork()
if child == 0:
    time.sleep(5)
    os._exit(0)
attempt('trace a child', lambda: call(101, 16, child, 0, 0))
attempt('process_vm_readv', lambda: call(310, 1, 0, 0, 0, 0, 0) > 1)
os.kill(child, 9)
`,
  ),
  attack(
    'leaves symbolic links, pipes and closed directories for the next session',
    1,
    `
for root in ('/work', '/tmp', '/dev/shm'):
    for name, target in (('main.py', '/etc/passwd'), ('input.txt', '/proc/1/mem'), ('out', '/'), ('loop', root + '/loop')):
        try:
            os.symlink(target, root + '/' + name)
        except OSError:
            pass
    try:
        os.mkfifo(root + '/fifo')
        os.makedirs(root + '/a/b/c')
        open(root + '/a/b/c/file', 'w').close()
        os.link(root + '/a/b/c/file', root + '/hard')
        os.chmod(root + '/a/b', 0)
        os.chmod(root + '/a', 0)
    except OSError:
        pass
deep = '/work'
os.chdir('/work')
for _ in range(300):
    os.mkdir('d' * 200)
    os.chdir('d' * 200)
print('held: left')
`,
  ),
  attack(
    'replaces its own program and the programs of others',
    5,
    `
attempt('program', lambda: open('/app/main.py', 'w'))
attempt('unlink', lambda: os.unlink('/app/main.py') or True)
attempt('link in /app', lambda: os.symlink('/etc/passwd', '/app/next.py') or True)
attempt('python', lambda: open('/usr/bin/python3', 'r+b'))
attempt('warden', lambda: open('/assay/warden', 'r+b'))
`,
  ),
  attack(
    'leaves daemons that ignore signals and hide in sessions of their own',
    1,
    `
for _ in range(5):
    if os.fork() == 0:
        os.setsid()
        for number in range(1, 32):
            try:
                signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError):
                pass
        if os.fork() == 0:
            for fd in range(3):
                os.close(fd)
            while True:
                time.sleep(0.01)
        os._exit(0)
print('held: left daemons')
`,
  ),
  attack(
    'leaves shared memory, queues, semaphores, ports and abstract sockets',
    1,
    `
libc.shmget(0x5eed, 4096, 0o1666)
libc.semget(0x5eed, 1, 0o1666)
libc.msgget(0x5eed, 0o1666)
open('/dev/shm/left', 'w').write('left')
server = socket.socket()
server.bind(('127.0.0.1', 5555))
server.listen()
client = socket.create_connection(('127.0.0.1', 5555))
peer, _ = server.accept()
peer.close()
client.close()
abstract = socket.socket(socket.AF_UNIX)
abstract.bind('\\0left')
abstract.listen()
print('held: left')
`,
  ),
  attack(
    'fills disks and tables of files',
    2,
    `
def fill(root):
    total = 0
    try:
        with open(root + '/big', 'wb') as file:
            while total < 1 << 30:
                total += file.write(b'x' * 65536)
    except OSError:
        pass
    return total > 64 << 20
attempt('fill', lambda: fill('/work'))
def files(root):
    count = 0
    try:
        while count < 500000:
            open('%s/%d' % (root, count), 'w').close()
            count += 1
    except OSError:
        pass
    return count >= 500000
attempt('files', lambda: files('/tmp'))
`,
  ),
  attack(
    'takes every descriptor and every thread',
    2,
    `
def descriptors():
    held = []
    try:
        while len(held) < 200000:
            held.append(os.open('/dev/null', os.O_RDONLY))
    except OSError:
        pass
    taken = len(held)
    for fd in held:
        os.close(fd)
    return taken >= 200000
attempt('descriptors', descriptors)
def threads():
    count = 0
    try:
        while count < 5000:
            threading.Thread(target=time.sleep, args=(2,), daemon=True).start()
            count += 1
    except RuntimeError:
        pass
    return count >= 5000
attempt('threads', threads)
os._exit(0)
`,
  ),
  attack(
    'raises its own limits and priorities',
    5,
    `
import resource
for name in ('RLIMIT_CORE', 'RLIMIT_NOFILE', 'RLIMIT_FSIZE'):
    which = getattr(resource, name)
    hard = resource.getrlimit(which)[1]
    if hard == resource.RLIM_INFINITY:
        print('held: no limit of the process', name)
    else:
        attempt(name, lambda: resource.setrlimit(which, (hard + 1, hard + 1)) or True)
attempt('nice', lambda: os.nice(-5) < 0)
attempt('real time', lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(10)) or True)
`,
  ),
  attack(
    'forks faster than it can be killed',
    0,
    `
while True:
    try:
        os.fork()
    except OSError:
        pass
`,
    true,
  ),
  attack(
    'eats memory in many processes and in files of memory',
    0,
    `
for _ in range(4):
    if os.fork() == 0:
        blocks = []
        while True:
            blocks.append(b'x' * (1 << 20))
blocks = []
while True:
    blocks.append(b'x' * (1 << 20))
`,
    true,
  ),
  attack(
    'hides its CPU time in children that it never waits for',
    0,
    `
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
while True:
    if os.fork() == 0:
        end = time.monotonic() + 0.05
        while time.monotonic() < end:
            pass
        os._exit(0)
    time.sleep(0.05)
`,
    true,
  ),
];

/** Looks for anything that an attack could have left; prints `clean` where there is nothing. */
export const LOOK_AROUND = `${PRELUDE}
found = []
for root in ('/work', '/tmp', '/dev/shm'):
    found += [root + '/' + name for name in os.listdir(root)]
found += ['/app/' + name for name in os.listdir('/app') if name != 'main.py']
if libc.shmget(0x5eed, 4096, 0) >= 0: found.append('shared memory')
if libc.semget(0x5eed, 1, 0) >= 0: found.append('semaphore')
if libc.msgget(0x5eed, 0) >= 0: found.append('queue')
server = socket.socket()
try:
    server.bind(('127.0.0.1', 5555))
except OSError as error:
    found.append('port: %s' % error)
abstract = socket.socket(socket.AF_UNIX)
try:
    abstract.connect('\\0left')
    found.append('abstract socket')
except OSError:
    pass
for pid in os.listdir('/proc'):
    if pid.isdigit() and int(pid) != os.getpid():
        try:
            line = open('/proc/%s/cmdline' % pid, 'rb').read()
        except OSError:
            continue
        if b'python' in line:
            found.append('process %s' % pid)
with open('/work/own', 'wb') as file:
    file.write(b'x' * (1 << 20))
children = [subprocess.run(['/bin/true']).returncode for _ in range(3)]
if any(children):
    found.append('cannot start programs')
# In a namespace every session has the same number; the map says which one it is outside.
outer = os.getuid()
for line in open('/proc/self/uid_map'):
    inside, outside, count = map(int, line.split())
    if inside <= os.getuid() < inside + count:
        outer = outside + os.getuid() - inside
print('clean' if not found else found, outer)
`;
