import { python } from './hostile-submissions.ts';

/** Memory in what nobody reads: it must count, whichever way it is held. */
export const SOCKET_HOGS = [
  python(
    'holds more than its memory in TCP connections that nobody reads',
    ['MLE'],
    `
block = bytes(1 << 16)
held = []
for family, address in ((socket.AF_INET, '127.0.0.1'), (socket.AF_INET6, '::1')):
    listener = socket.socket(family)
    listener.bind((address, 0))
    listener.listen(400)
    for _ in range(200):
        near = socket.create_connection(listener.getsockname()[:2])
        held += [near, listener.accept()[0]]
        for end in held[-2:]:
            for option in (socket.SO_SNDBUF, socket.SO_RCVBUF):
                end.setsockopt(socket.SOL_SOCKET, option, 1 << 20)
            end.setblocking(False)
        try:
            while True:
                near.send(block)
        except OSError:
            pass
time.sleep(9)
`,
  ),
  python(
    'holds more than its memory in datagrams, in processes of their own',
    ['MLE'],
    `
block = bytes(1 << 15)
for _ in range(8):
    if os.fork() == 0:
        held = []
        for _ in range(100):
            near = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            near.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
            near.bind(('127.0.0.1', 0))
            for _ in range(32):
                near.sendto(block, near.getsockname())
            held.append(near)
        time.sleep(9)
time.sleep(9)
`,
  ),
  python(
    'holds memory in connections that it has closed',
    ['AC', 'MLE'],
    `
block = bytes(1 << 16)
listener = socket.socket()
listener.bind(('127.0.0.1', 0))
listener.listen(400)
for _ in range(300):
    near = socket.create_connection(listener.getsockname())
    near.setblocking(False)
    try:
        while True:
            near.send(block)
    except OSError:
        pass
    near.close()
finish()
`,
  ),
];
