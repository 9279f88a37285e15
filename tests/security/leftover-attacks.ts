import { attack, type Attack } from './sandbox-attack-programs.ts';

/** What a program may try to leave behind, in files, processes and the kernel's tables. */
export const LEFTOVERS: readonly Attack[] = [
  attack(
    'leaves 10,000 directories, each in the other, with names that are no text',
    1,
    `
for root in (b'/work', b'/tmp'):
    os.chdir(root)
    try:
        for depth in range(10000):
            name = (b'\\xff\\xfe\\n' + b'd' * 252) if depth % 100 == 0 else b'd'
            os.mkdir(name)
            os.chdir(name)
    except OSError:
        pass
    try:
        for number in range(256):
            open(b'%c' % number + b'n' * 254, 'w').close()
    except (OSError, ValueError):
        pass
os.chmod(b'/work/\\xff\\xfe\\n' + b'd' * 252, 0)
print('held: left')
`,
  ),
  attack(
    'links, renames and removes the directories that the next one gets',
    14,
    `
for target in ('/usr/bin/python3', '/etc/passwd', '/proc/self/exe', '/app/main.py', '/dev/null', '/work'):
    attempt('hard link of ' + target, lambda: os.link(target, '/tmp/link') or True)
for one, other in (('/work', '/tmp/work'), ('/tmp', '/work/tmp'), ('/app', '/work/app'), ('/dev/shm', '/dev/other')):
    attempt('rename ' + one, lambda: os.rename(one, other) or True)
for path in ('/work', '/tmp', '/app', '/dev/shm'):
    attempt('remove ' + path, lambda: os.rmdir(path) or True)
`,
  ),
  attack(
    'leaves what the start of the next program would read',
    14,
    `
for path in ('/app/sitecustomize.py', '/app/usercustomize.py', '/app/python311.zip', '/usr/lib/python3/dist-packages/left.pth', '/etc/ld.so.preload', '/etc/ld.so.conf.d/left.conf', '/etc/profile.d/left.sh', '/root/.profile', '/etc/hosts', '/etc/resolv.conf', '/etc/nsswitch.conf', '/usr/local/bin/python3', '/var/tmp/left', '/srv/left'):
    attempt('write ' + path, lambda: open(path, 'w').write('left'))
`,
  ),
  attack(
    'locks and leases the files that all sessions share, in daemons that hold on',
    1,
    `
import fcntl
if os.fork() == 0:
    os.setsid()
    held = []
    for path in ('/usr/bin/python3', '/etc/passwd', '/app/main.py', '/assay/warden', '/usr/bin/sh'):
        try:
            held.append(open(path, 'rb'))
            fcntl.flock(held[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
            fcntl.lockf(held[-1], fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            pass
        try:
            fcntl.fcntl(held[-1], 1024, fcntl.F_RDLCK)
        except (OSError, IndexError):
            pass
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    while True:
        time.sleep(9)
time.sleep(0.05)
print('held: left')
`,
  ),
  attack(
    'leaves timers, watches and events that go off when it is over',
    1,
    `
watch = libc.inotify_init1(0)
for path in (b'/work', b'/tmp', b'/app', b'/dev/shm', b'/usr/bin', b'/proc'):
    libc.inotify_add_watch(watch, path, 0xfff)
timer = libc.timerfd_create(1, 0)
libc.timerfd_settime(timer, 0, struct.pack('4q', 0, 1, 0, 1), None)
libc.eventfd(0xffff, 0)
libc.signalfd(-1, bytes([255] * 8), 0)
for which in (signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
    signal.setitimer(which, 0.5, 0.5)
if os.fork() == 0:
    os.setsid()
    signal.signal(signal.SIGALRM, lambda *_: os.fork())
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
    while True:
        signal.pause()
print('held: left')
`,
  ),
  attack(
    'leaves children that are nobody’s: brothers of its own, zombies, and what adopts them',
    1,
    `
libc.prctl(36, 1, 0, 0, 0)
libc.prctl(15, b'warden', 0, 0, 0)
for flags in (0x8000 | 17, 0x8000, 17, 0):
    if libc.syscall(56, flags, 0, 0, 0, 0) == 0:
        os.setsid()
        libc.prctl(1, 0, 0, 0, 0)
        while True:
            time.sleep(9)
for _ in range(3):
    if os.fork() == 0:
        os._exit(0)
print('held: left')
`,
  ),
  attack(
    'leaves processes that wait in the kernel: stopped, in vfork, behind a filter of their own',
    1,
    `
# seccomp(SECCOMP_SET_MODE_FILTER, NEW_LISTENER): getppid() waits for an answer that never comes.
code = (0x20, 0, 0, 0), (0x15, 0, 1, 110), (0x06, 0, 0, 0x7fc00000), (0x06, 0, 0, 0x7fff0000)
program = b''.join(struct.pack('HBBI', *each) for each in code)
buffer = ctypes.create_string_buffer(program)
if os.fork() == 0:
    os.setsid()
    libc.syscall(317, 1, 8, ctypes.byref(ctypes.create_string_buffer(struct.pack('HxxxxxxQ', 4, ctypes.addressof(buffer)))))
    if os.fork() == 0:
        os.getppid()
    while True:
        time.sleep(9)
if os.fork() == 0:
    os.kill(os.getpid(), signal.SIGSTOP)
if os.fork() == 0:
    os.setsid()
    if libc.vfork() == 0:
        while True:
            time.sleep(9)
time.sleep(0.05)
print('held: left')
`,
  ),
  attack(
    'leaves a server that holds the ports of services and answers in their place',
    1,
    `
if os.fork() == 0:
    os.setsid()
    held = []
    for family, address in ((socket.AF_INET, '0.0.0.0'), (socket.AF_INET6, '::')):
        for port in (80, 3000, 3306, 5000, 5432, 8000, 8080):
            try:
                server = socket.socket(family)
                server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
                server.bind((address, port))
                server.listen()
                held.append(server)
            except OSError:
                pass
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        time.sleep(9)
time.sleep(0.05)
print('held: left')
`,
  ),
  attack(
    'leaves memory: shared, locked, in files without names and in descriptors under way',
    1,
    `
import mmap
shared = mmap.mmap(-1, 1 << 20)
shared.write(b'x' * (1 << 20))
libc.mlockall(1)
for root in ('/work', '/tmp', '/dev/shm'):
    fd = os.open(root, os.O_TMPFILE | os.O_RDWR)
    os.write(fd, b'x' * (1 << 20))
near, far = socket.socketpair()
memory = os.memfd_create('left', os.MFD_ALLOW_SEALING)
os.write(memory, b'x' * (1 << 20))
socket.send_fds(near, [b'x'], [memory, near.fileno(), far.fileno()])
shm = libc.shmget(0x1ef7, 1 << 20, 0o1666)
if shm >= 0:
    libc.shmat.restype = ctypes.c_void_p
    libc.shmctl(shm, 0, None)
print('held: left')
`,
  ),
  attack(
    'crashes in every way that dumps a core',
    1,
    `
import resource
for number in (signal.SIGSEGV, signal.SIGABRT, signal.SIGQUIT, signal.SIGBUS, signal.SIGTRAP, signal.SIGXFSZ):
    pid = os.fork()
    if pid == 0:
        os.chdir('/work')
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    print('BROKE: dumped a core' if os.WCOREDUMP(status) else 'held: no core', number)
`,
  ),
  attack(
    'writes more than its share: sparse, allocated ahead, and out of its files’ size',
    6,
    `
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
for root in ('/work', '/tmp', '/dev/shm'):
    file = open(root + '/sparse', 'w+b')
    attempt('sparse in ' + root, lambda: os.ftruncate(file.fileno(), 1 << 40) or True)
    attempt('ahead in ' + root, lambda: os.posix_fallocate(file.fileno(), 0, 1 << 30) or True)
`,
  ),
  attack(
    'keeps memory in pipes that nobody reads',
    0,
    `
import fcntl
def fill():
    held = []
    try:
        while True:
            held.append(os.pipe())
            fcntl.fcntl(held[-1][1], 1031, 1 << 20)
            os.set_blocking(held[-1][1], False)
            os.write(held[-1][1], bytes(1 << 20))
    except OSError:
        return held
for _ in range(6):
    if os.fork() == 0:
        kept = fill()
        time.sleep(9)
time.sleep(9)
`,
    true,
  ),
];
