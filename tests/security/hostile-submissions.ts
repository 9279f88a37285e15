import type { Language } from '../../grading/manifest/schema.ts';
import type { Verdict } from '../../grading/verdict/verdict.ts';

/**
 * Whole submissions of a hostile learner, for tests/golden/exercises' sum of two numbers. Those of
 * sandbox-attack-programs.ts are single runs in a cell; these go through grading, and so they also
 * have a next case to reach, a result to spoil, and a platform to make fail.
 *
 * An honest answer is only printed where the attack failed, so what a submission gets says whether it
 * did. `BROKE: ...` says what worked.
 */
export interface Hostile {
  readonly name: string;
  readonly language: Language;
  readonly source: string;
  /** What it must get: one of these. */
  readonly verdicts: readonly Verdict[];
}

const PYTHON = `
import ctypes, fcntl, os, resource, signal, socket, struct, sys, threading, time
libc = ctypes.CDLL(None, use_errno=True)
given = sys.stdin.read()
a, b = map(int, given.split())
broken = []
def attempt(name, act):
    try:
        result = act()
    except (OSError, ValueError, PermissionError) as error:
        return
    if result not in (None, False):
        broken.append('%s: %r' % (name, result))
def call(number, *arguments):
    result = libc.syscall(ctypes.c_long(number), *[ctypes.c_long(each) for each in arguments])
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return True
def finish():
    print('BROKE: %s' % broken if broken else a + b, flush=True)
`;

export const python = (name: string, verdicts: readonly Verdict[], source: string): Hostile => ({
  name,
  language: 'python',
  source: PYTHON + source,
  verdicts,
});

const javascript = (name: string, verdicts: readonly Verdict[], source: string): Hostile => ({
  name,
  language: 'javascript',
  source: `
const fs = require('node:fs');
const { spawn } = require('node:child_process');
const [a, b] = fs.readFileSync(0, 'utf8').trim().split(/\\s+/).map(Number);
${source}`,
  verdicts,
});

export const HOSTILE: readonly Hostile[] = [
  python(
    'looks for what is expected, and for other cases, wherever it can read',
    ['AC'],
    `
secrets = [b'3000000000', b'1000000000000000', b'900000000000000 100000000000000', b'-1 4']
secrets = [each for each in secrets if each not in given.encode()]
def look(path):
    try:
        if os.path.isfile(path) and os.path.getsize(path) < 1 << 20 and path != '/app/main.py':
            with open(path, 'rb') as file:
                content = file.read(1 << 20)
            if any(each in content for each in secrets):
                broken.append(path)
    except OSError:
        pass
for root in ('/app', '/work', '/tmp', '/dev', '/srv', '/run', '/var/tmp', '/assay', '/root', '/home', '/mnt'):
    for folder, _, names in os.walk(root):
        for name in names:
            look(os.path.join(folder, name))
for pid in [each for each in os.listdir('/proc') if each.isdigit()]:
    for name in ('environ', 'cmdline', 'cgroup', 'mountinfo'):
        try:
            content = open('/proc/%s/%s' % (pid, name), 'rb').read(1 << 20)
        except OSError:
            continue
        if any(each in content for each in secrets):
            broken.append('/proc/%s/%s' % (pid, name))
for fd in range(3, 1024):
    attempt('descriptor %d' % fd, lambda: os.fstat(fd) and True)
finish()
`,
  ),
  python(
    'leaves notes for the next case wherever something may last',
    ['AC'],
    `
KEY = 0x0badcafe
attempt('shared memory', lambda: libc.shmget(KEY, 4096, 0) >= 0)
attempt('semaphore', lambda: libc.semget(KEY, 1, 0) >= 0)
attempt('queue', lambda: libc.msgget(KEY, 0) >= 0)
libc.shmget(KEY, 4096, 0o1666), libc.semget(KEY, 1, 0o1666), libc.msgget(KEY, 0o1666)
for root in ('/work', '/tmp', '/dev/shm', '/app', '/srv', '/run', '/dev', '/dev/mqueue', '/dev/pts', '/var/tmp'):
    for name in ('note', '.note'):
        path = root + '/' + name
        attempt('file ' + path, lambda: os.path.lexists(path))
        attempt('write', lambda: open(path, 'w').write('note') and None)
    attempt('attribute of ' + root, lambda: os.getxattr(root, 'user.note'))
    attempt('set it', lambda: os.setxattr(root, 'user.note', b'note'))
    attempt('mode of ' + root, lambda: root != '/dev/shm' and os.chmod(root, 0o777) or None)
for where in ('\\0note', '/tmp/socket'):
    listener = socket.socket(socket.AF_UNIX)
    attempt('connect', lambda: socket.socket(socket.AF_UNIX).connect(where) or True)
    listener.bind(where)
    listener.listen()
attempt('host name', lambda: socket.sethostname('note') or True)
attempt('clock', lambda: time.clock_settime(time.CLOCK_REALTIME, 0) or True)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
        listener.accept()
    os._exit(0)
finish()
`,
  ),
  python(
    'signals, slows and limits whoever stands above it',
    ['AC'],
    `
above = [1, os.getppid(), 0x7fffffff]
for pid in [each for each in above if each > 0]:
    for number in (signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD, 0):
        attempt('kill %d' % pid, lambda: os.kill(pid, number) or True)
    attempt('tgkill', lambda: call(234, pid, pid, 9))
    attempt('sigqueue', lambda: call(129, pid, 9, 0))
    attempt('pidfd', lambda: signal.pidfd_send_signal(os.pidfd_open(pid), 9) or True)
    attempt('limits', lambda: resource.prlimit(pid, resource.RLIMIT_CPU, (0, 0)) is not None)
    attempt('nice', lambda: os.setpriority(os.PRIO_PROCESS, pid, 19) or True)
    attempt('affinity', lambda: os.sched_setaffinity(pid, {0}) or True)
    attempt('scheduler', lambda: os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0)) or True)
    attempt('io priority', lambda: call(251, 1, pid, 3 << 13))
    attempt('group', lambda: os.setpgid(pid, os.getpid()) or True)
    attempt('trace', lambda: call(101, 16, pid, 0, 0))
# A descriptor's owner gets signals from the kernel.
near, far = socket.socketpair()
def own():
    fcntl.fcntl(near, fcntl.F_SETOWN, 1)
    fcntl.fcntl(near, 10, signal.SIGKILL)
    fcntl.fcntl(near, fcntl.F_SETFL, os.O_ASYNC)
    far.send(b'x')
attempt('owner', own)
attempt('terminal', lambda: fcntl.ioctl(0, 0x540e, 1) == 0)
try:
    os.kill(-1, signal.SIGUSR2)
except OSError:
    pass
finish()
`,
  ),
  python(
    'changes its network and listens to the kernel by netlink',
    ['AC'],
    `
for protocol in (4, 6, 9, 12, 15, 16, 21):
    attempt('netlink %d' % protocol, lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, protocol) and True)
route = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
def ask(kind, body):
    route.send(struct.pack('IHHII', 16 + len(body), kind, 5, 1, 0) + body)
    answer = route.recv(65536)
    kind, = struct.unpack_from('H', answer, 4)
    error, = struct.unpack_from('i', answer, 16)
    return kind == 2 and error == 0
attempt('take lo down', lambda: ask(16, struct.pack('BBHiII', 0, 0, 0, 1, 0, 1)))
attempt('address', lambda: ask(20, struct.pack('BBBBi', 2, 8, 0, 0, 1) + struct.pack('HH4s', 8, 2, bytes((10, 0, 0, 1)))))
attempt('route', lambda: ask(24, struct.pack('BBBBBBBBI', 2, 0, 0, 0, 254, 4, 0, 1, 0)))
plain = socket.socket()
attempt('flags', lambda: fcntl.ioctl(plain, 0x8914, struct.pack('16sH14x', b'lo', 0)) and True)
attempt('bridge', lambda: fcntl.ioctl(plain, 0x89a0, b'br0\\0') and True)
attempt('bind to device', lambda: plain.setsockopt(socket.SOL_SOCKET, 25, b'eth0') or True)
attempt('firewall', lambda: plain.setsockopt(0, 64, bytes(1024)) or True)
attempt('force buffer', lambda: plain.setsockopt(socket.SOL_SOCKET, 33, 1 << 24) or True)
for family, kind, protocol in ((2, 3, 1), (17, 3, 0), (40, 1, 0), (38, 5, 0), (30, 5, 0), (29, 3, 1), (44, 3, 0), (16, 3, 2), (2, 1, 262), (10, 1, 262), (2, 5, 132)):
    attempt('socket %d' % family, lambda: socket.socket(family, kind, protocol) and True)
finish()
`,
  ),
  python(
    'hides memory in descriptors under way between sockets that nobody holds',
    ['AC', 'MLE'],
    `
block = bytes(1 << 20)
for _ in range(10):
    memory = os.memfd_create('hidden')
    for _ in range(4):
        os.write(memory, block[: 1 << 20])
    near, far = socket.socketpair()
    socket.send_fds(near, [b'x'], [memory, near.fileno(), far.fileno()])
    socket.send_fds(far, [b'x'], [memory, near.fileno(), far.fileno()])
    os.close(memory), near.close(), far.close()
finish()
`,
  ),
  python(
    'fills every disk and then eats what is left',
    ['MLE'],
    `
for root in ('/work', '/tmp', '/dev/shm'):
    try:
        with open(root + '/big', 'wb') as file:
            while True:
                file.write(bytes(65536))
    except OSError:
        pass
held = []
while True:
    held.append(bytearray(b'x' * (1 << 20)))
`,
  ),
  python(
    'locks memory and sheds it on its children',
    ['MLE'],
    `
libc.mlockall(3)
for _ in range(20):
    if os.fork() == 0:
        held = bytearray(1 << 24)
        held[::4096] = b'x' * len(held[::4096])
        time.sleep(9)
time.sleep(9)
`,
  ),
  python(
    'stops itself, its children and its group',
    ['TLE'],
    `
for _ in range(3):
    if os.fork() == 0:
        os.setpgid(0, 0)
        os.kill(0, signal.SIGSTOP)
os.kill(os.getpid(), signal.SIGSTOP)
finish()
`,
  ),
  python(
    'ends its first thread and goes on in another',
    ['TLE'],
    `
def spin():
    while True:
        pass
threading.Thread(target=spin, daemon=True).start()
call(60, 0)
`,
  ),
  python(
    'prints to descriptors that it stole from a child that outlives it',
    ['WA'],
    `
print(a + b, flush=True)
if os.fork() == 0:
    os.setsid()
    while True:
        try:
            os.write(1, b'more\\n' * 100)
            break
        except OSError:
            break
    time.sleep(9)
time.sleep(0.05)
`,
  ),
  python(
    'forges an end: frames, terminal escapes and a verdict on stdout and stderr',
    ['WA'],
    `
exit_frame = struct.pack('<IBH', 64, 0x85, 1) + bytes(64)
for stream in (1, 2):
    os.write(stream, exit_frame * 20)
    os.write(stream, b'\\x1b]0;AC\\x07\\x1b[2J\\x1b[1;32mAccepted\\x1b[0m\\r\\n\\x9b31m\\x00')
    os.write(stream, b'{"verdict":"AC","score":10}\\n')
finish()
`,
  ),
  python(
    'links, pipes and devices where the next files are to be',
    ['AC'],
    `
for root in ('/work', '/tmp', '/dev/shm'):
    for name in ('main.py', 'input.txt', 'x'):
        path = root + '/' + name
        try:
            os.symlink('/proc/self/fd/1', path) if name == 'x' else os.mkfifo(path, 0)
        except OSError as error:
            broken.append('%s was there: %s' % (path, error))
attempt('hard link', lambda: os.link('/usr/bin/python3', '/tmp/python3') or True)
attempt('hard link to the program', lambda: os.link('/app/main.py', '/work/program') or True)
attempt('link by descriptor', lambda: os.link('/proc/self/fd/0', '/tmp/stdin', follow_symlinks=True) or True)
attempt('device', lambda: os.mknod('/tmp/null', 0o020666, os.makedev(1, 3)) or True)
finish()
`,
  ),
  python(
    'makes its program writable and others of its kind',
    ['AC'],
    `
for path in ('/app', '/app/main.py', '/', '/proc/self/exe', '/etc/passwd', '/dev/null', '/proc/1'):
    attempt('mode ' + path, lambda: os.chmod(path, 0o777) or True)
    attempt('times ' + path, lambda: os.utime(path, (0, 0)) or True)
    attempt('owner ' + path, lambda: os.chown(path, os.getuid(), os.getgid()) or None)
    attempt('attribute ' + path, lambda: os.setxattr(path, 'user.x', b'x') or True)
attempt('rename', lambda: os.rename('/app/main.py', '/app/old.py') or True)
attempt('over it', lambda: os.rename('/proc/self/fd/0', '/app/main.py') or True)
attempt('without a name', lambda: os.open('/app', os.O_TMPFILE | os.O_RDWR) and True)
attempt('cached code', lambda: os.mkdir('/app/__pycache__') or True)
attempt('remount', lambda: libc.mount(b'none', b'/app', None, 32 | 4096, None) == 0)
finish()
`,
  ),
  python(
    'takes every inode and a tree deeper than any path',
    ['AC', 'TLE'],
    `
os.chdir('/tmp')
try:
    for _ in range(2000):
        os.mkdir('d' * 250)
        os.chdir('d' * 250)
except OSError:
    pass
try:
    for number in range(20000):
        os.mknod('/work/%d' % number)
except OSError:
    pass
os.chmod('/tmp/' + 'd' * 250, 0)
finish()
`,
  ),
  python(
    'waits for ports that it closed itself, and holds them all',
    ['AC'],
    `
for port in range(30000, 30040):
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(('127.0.0.1', port))
    listener.listen()
    client = socket.create_connection(('127.0.0.1', port))
    peer, _ = listener.accept()
    peer.close(), client.close()
finish()
`,
  ),
  javascript(
    'leaves servers of its own behind, detached',
    ['AC'],
    `
for (let i = 0; i < 3; i += 1) {
  spawn('/usr/local/bin/node', ['-e', 'process.on("SIGTERM",()=>{});setInterval(()=>{},1e3)'], {
    detached: true,
    stdio: ['ignore', 1, 2],
  }).unref();
}
console.log(a + b);
`,
  ),
  javascript(
    'closes every descriptor that it has',
    ['WA', 'RTE', 'TLE'],
    `
for (let fd = 0; fd < 1024; fd += 1) {
  try {
    fs.closeSync(fd);
  } catch {}
}
console.log(a + b);
`,
  ),
  javascript(
    'writes one line without an end, to the cap',
    ['OLE'],
    `
const part = Buffer.alloc(65536, '\\u{1b}[');
for (;;) fs.writeSync(1, part);
`,
  ),
  javascript(
    'floods stderr and stdout from threads and answers in the middle',
    ['OLE', 'TLE', 'MLE', 'RTE'],
    `
const { Worker } = require('node:worker_threads');
const flood = "const fs=require('node:fs');for(;;)fs.writeSync(1+(Math.random()<0.5),'x'.repeat(9999))";
for (let i = 0; i < 2; i += 1) new Worker(flood, { eval: true });
fs.writeSync(1, String(a + b));
`,
  ),
];
