import { attack, type Attack } from './sandbox-attack-programs.ts';

/** Looking for others: on the network, in memory and files that were theirs, above itself. */
export const SEARCHES: readonly Attack[] = [
  attack(
    'asks for names and addresses of the world outside',
    13,
    `
socket.setdefaulttimeout(0.2)
for name in ('example.com', 'host.docker.internal', 'postgres', 'redis'):
    attempt('resolve ' + name, lambda: socket.getaddrinfo(name, 80))
def ask(address, family=socket.AF_INET):
    asking = socket.socket(family, socket.SOCK_DGRAM)
    asking.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    asking.sendto(b'\\x00\\x01\\x01\\x00\\x00\\x01' + bytes(6) + b'\\x00\\x00\\x01\\x00\\x01', address)
    return asking.recv(512)
for address in ('8.8.8.8', '172.17.0.1', '127.0.0.11', '127.0.0.53', '255.255.255.255', '224.0.0.251', '169.254.169.254'):
    attempt('name server ' + address, lambda: ask((address, 53)))
for address in ('fe80::1', 'ff02::fb'):
    attempt('name server ' + address, lambda: ask((address, 53, 0, 1), socket.AF_INET6))
`,
  ),
  attack(
    'looks at 12,000 ports and 250 addresses of its loopback for somebody else’s server',
    2,
    `
def scan(addresses):
    found = []
    for address in addresses:
        probe = socket.socket()
        probe.setblocking(False)
        if probe.connect_ex(address) == 0:
            found.append(address)
        probe.close()
    return found or None
attempt('ports', lambda: scan([('127.0.0.1', port) for port in range(1, 12000)]))
attempt('addresses', lambda: scan([('127.0.%d.1' % other, port) for other in range(250) for port in (80, 5432, 8080)]))
`,
  ),
  attack(
    'fills memory and disks with a mark',
    1,
    `
mark = b'MARK-OF-AN-EARLIER-SESSION-' * 40
for root in ('/work', '/tmp', '/dev/shm'):
    try:
        with open(root + '/mark', 'wb') as file:
            while True:
                file.write(mark)
    except OSError:
        pass
held = mark * 4000
print('held: left')
`,
  ),
  attack(
    'finds the mark in fresh memory, in holes of files and in what the kernel hands out',
    6,
    `
import mmap
def marked(chunks):
    for chunk in chunks:
        if b'MARK-OF-AN-' + b'EARLIER' in chunk:
            return True
        if bytes(chunk).count(0) != len(chunk):
            return 'not empty'
def fresh(size):
    memory = mmap.mmap(-1, size)
    yield memory[:]
attempt('memory', lambda: marked(fresh(16 << 20)))
def holes(root):
    with open(root + '/hole', 'w+b') as file:
        file.truncate(2 << 20)
        yield file.read()
for root in ('/work', '/tmp', '/dev/shm'):
    attempt('hole in ' + root, lambda: marked(holes(root)))
def memfd():
    fd = os.memfd_create('fresh')
    os.ftruncate(fd, 1 << 20)
    yield os.pread(fd, 1 << 20, 0)
attempt('file of memory', lambda: marked(memfd()))
libc.malloc.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
attempt('heap', lambda: b'MARK-OF-AN-' + b'EARLIER' in ctypes.string_at(libc.malloc(8 << 20), 8 << 20))
`,
  ),
  attack(
    'makes itself hard to kill, invisible, or somebody else',
    12,
    `
attempt('score', lambda: open('/proc/self/oom_score_adj', 'w').write('-1000') and open('/proc/self/oom_score_adj').read() == '-1000\\n')
attempt('score of the warden', lambda: open('/proc/self/oom_score_adj', 'w').write('-1') and open('/proc/self/oom_score_adj').read() == '-1\\n')
for name in ('memory', 'pids', 'cpu', 'cpuset', 'freezer', 'systemd', 'unified'):
    attempt('leave the group ' + name, lambda: open('/sys/fs/cgroup/%s/cgroup.procs' % name, 'w').write('0'))
wanted = ctypes.create_string_buffer(struct.pack('IIQiIQQQ', 48, 6, 0, 0, 0, 10**7, 10**7, 10**7))
attempt('deadline', lambda: call(314, 0, ctypes.addressof(wanted), 0))
attempt('exe', lambda: libc.prctl(35, 13, os.open('/usr/bin/true', os.O_RDONLY), 0, 0) == 0)
attempt('keep capabilities', lambda: libc.prctl(8, 1, 0, 0, 0) == 0 and any(int(line.split()[1], 16) for line in open('/proc/self/status') if line.startswith(('CapPrm', 'CapEff', 'CapAmb'))))
`,
  ),
  attack(
    'takes over a terminal',
    4,
    `
import fcntl, pty, termios
attempt('open', lambda: os.open('/dev/tty', os.O_RDWR))
attempt('type into a pair of its own', lambda: fcntl.ioctl(pty.openpty()[1], termios.TIOCSTI, b'x') is not None)
for fd in (0, 1):
    attempt('type into %d' % fd, lambda: fcntl.ioctl(fd, termios.TIOCSTI, b'x') is not None)
`,
  ),
];
