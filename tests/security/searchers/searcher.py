import os
import re

# Inputs begin with QZI, expected outputs with QZE. (The pattern does not match itself.)
MARKER = re.compile(rb'QZ[IE][0-9]{12}')
PLACES = ('/app', '/work', '/tmp', '/dev', '/srv', '/run', '/var', '/etc', '/home', '/root', '/assay', '/mnt', '/opt')
LARGEST = 1 << 26
seen = set()


def markers(content):
    texts = MARKER.findall(content) + MARKER.findall(content.replace(b'\0', b''))
    return {text.decode() for text in texts if text[3:].decode() not in seen}


def content_of(path):
    try:
        # Neither waits for whoever might write, nor for a descriptor of its own kind.
        fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:
        return b''
    try:
        return os.read(fd, 1 << 20)
    except OSError:
        return b''
    finally:
        os.close(fd)


def memory_of(pid):
    try:
        regions = [line.split() for line in open('/proc/%s/maps' % pid)]
        memory = open('/proc/%s/mem' % pid, 'rb', 0)
    except OSError:
        return
    for region in regions:
        start, end = (int(each, 16) for each in region[0].split('-'))
        if region[1][:2] != 'rw' or end - start > LARGEST:
            continue
        try:
            memory.seek(start)
            yield memory.read(end - start)
        except (OSError, ValueError):
            pass


def search():
    found = markers(repr(dict(os.environ)).encode())
    for place in PLACES:
        for folder, _, names in os.walk(place):
            for name in names:
                found |= markers(name.encode()) | markers(content_of(os.path.join(folder, name)))
    for pid in [name for name in os.listdir('/proc') if name.isdigit()] + ['self', '1']:
        for name in ('environ', 'cmdline', 'cwd', 'task/%s/children' % pid):
            found |= markers(content_of('/proc/%s/%s' % (pid, name)))
        for memory in memory_of(pid):
            found |= markers(memory)
    for fd in os.listdir('/proc/self/fd'):
        found |= markers(content_of('/proc/self/fd/' + fd))
    return sorted(found)


def reveal(text):
    seen.add(text[3:])
    found = search()
    return 'FOUND ' + ' '.join(found) if found else 'QZE' + text[3:]
