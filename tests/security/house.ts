import type { LeaseRequest } from '../../worker/sandbox/sandbox.ts';
import { MIB, stderrOf, stdoutOf, withCell, type TestSandbox } from '../support/sandbox.ts';

/**
 * All that a program can see of the cell that it is in: what one submission could leave to the next.
 * Plain sh, which every image has, so that one inventory does for all kinds and languages.
 */
const INVENTORY = `
echo '== processes'; for d in /proc/[0-9]*; do cat $d/comm 2>/dev/null; done | sort | uniq -c | grep -Ev ' (sh|sort|uniq|cat|grep)$'
echo '== files'; find / -xdev -path /proc -prune -o -newer /app/inventory.sh -print 2>/dev/null | grep -vxE '/(app|work|tmp|dev/shm|srv)' | sort
for d in /app /work /tmp /dev /dev/shm /dev/mqueue /dev/pts /srv /run /var/tmp; do find $d -xdev -printf '%y %m %s %p %l\\n' 2>&1; done | sort -u
echo '== sockets'; for t in tcp tcp6 udp udp6 udplite raw raw6 icmp unix packet; do echo $t; tail -n +2 /proc/net/$t 2>/dev/null; done
cat /proc/net/sockstat /proc/net/dev /proc/net/route
echo '== ipc'; tail -qn +2 /proc/sysvipc/*
echo '== limits'; cat /proc/self/limits; ulimit -a; nice; umask
echo '== environment'; env | sort
echo '== mounts'; cut -d' ' -f4- /proc/self/mountinfo
echo '== process'; grep -E '^(Umask|Uid|Gid|Groups|Sig|Shd|Cap|NoNew|Seccomp|Speculation|Cpus|Mems|Threads|THP)' /proc/self/status
cat /proc/self/oom_score_adj /proc/self/personality /proc/self/cgroup /proc/self/timerslack_ns /proc/self/loginuid /proc/self/setgroups 2>&1
cat /proc/sys/kernel/hostname /proc/sys/kernel/domainname /proc/sys/kernel/core_pattern /proc/locks /proc/keys /proc/key-users 2>&1
ls /proc/self/fd; pwd; ps 2>&1 | head -1
echo '== space'; df -P /work /tmp /dev/shm; df -Pi /work /tmp /dev/shm
`;

/** Numbers that are each session's own: ids above those of the image, inodes, counters, containers. */
const ownNumbers = (text: string): string =>
  text
    // Of the whole machine, whoever reads them; before numbers are made alike.
    .replaceAll(/ orphan \S+(.*?) alloc \S+ mem \S+$/gm, '$1')
    .replaceAll(/^(UDP: inuse \d+) mem \S+$/gm, '$1')
    .replaceAll(/[0-9a-f]{64}|\b[0-9a-f]{16}: /g, '#')
    .replaceAll(/\b\d{5,}\b/g, '#')
    .replaceAll(/^( *lo:).*$/gm, '$1')
    .replaceAll(/^\d+: OFDLCK.*\n/gm, '')
    .replaceAll(/^\d+(: (?:POSIX|FLOCK|LEASE) .*) \S+:\S+:\d+ /gm, '$1 ');

/** The inventory of a cell that this lease gets; the same text wherever nothing was left. */
export async function takeInventory(sandbox: TestSandbox, request: LeaseRequest): Promise<string> {
  const facts = await withCell(sandbox, request, (cell) => {
    cell.writeFiles([{ path: 'inventory.sh', content: INVENTORY }]);
    return cell.run({
      ...{ argv: ['/bin/sh', '/app/inventory.sh'], env: { PATH: '/usr/bin:/bin' }, role: 'run' },
      ...{ cpuTimeMs: 5000, wallTimeMs: 15_000, stdoutBytes: MIB, stderrBytes: 64 * 1024 },
      ...{ diskBytes: 4 * MIB, stdin: '' },
    });
  });
  const { kind } = facts.exit;
  const anomalies = [facts.stoppedBy, facts.memoryKills, facts.processLimitHits].join();
  return ownNumbers(`${stdoutOf(facts)}${stderrOf(facts)}== end\n${kind} ${anomalies}\n`);
}
