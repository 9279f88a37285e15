/*
 * What the sockets of a session hold, where the control group does not count it.
 *
 * Theory of operation. Version 1 of the control groups charges nobody for what lies unread in
 * loopback sockets: a program of 64 MiB could hold hundreds (only `memory.kmem.tcp` counts, TCP
 * alone, and no engine sets it). So
 *
 * - the session's namespace bounds TCP's buffers of one socket;
 * - the bytes are summed at each look at the run, from the tables of the namespace, and what goes
 *   beyond the memory of the cell, together with the processes' own, ends the run as the kernel's
 *   own killer would.
 *
 * The tables cost a walk over the kernel's whole hash of connections, and memory to open them, so
 * they are read only where there are more sockets than an ordinary program or a small service has;
 * until then, the bound of one socket bounds them all. How many there are is read from a descriptor
 * that stays open: a look must take no memory of the cell, which may be at its limit. (While the
 * kernel takes a killed program with several threads apart, it sees nobody but the warden to kill for
 * one page more.) Version 2 charges sockets to the group: nothing to do.
 *
 * The tables' columns: Documentation/networking/proc_net_tcp.rst.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "warden.h"

/* An skb's bookkeeping and slack: what a buffer takes is up to about twice what it carries. */
enum { FEW_SOCKETS = 24, OVERHEAD_FACTOR = 2, LISTENING = 0x0a };

/* Minimum, default and maximum of one socket, each way. */
static const char TCP_BUFFER_BYTES[] = "4096 65536 262144\n";

static bool write_setting(int proc_fd, const char *path) {
    int fd = openat(proc_fd, path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return false;
    bool written = write(fd, TCP_BUFFER_BYTES, sizeof TCP_BUFFER_BYTES - 1) > 0;
    close(fd);
    return written;
}

static int count_fd = -1;

const char *sockets_set_up(int proc_fd, bool own_namespace) {
    /* A container's namespace was bounded by the engine. */
    bool bound = !own_namespace || (write_setting(proc_fd, "sys/net/ipv4/tcp_rmem") &&
                                    write_setting(proc_fd, "sys/net/ipv4/tcp_wmem"));
    if (!bound) return "bound TCP's buffers";
    count_fd = openat(proc_fd, "net/sockstat", O_RDONLY | O_CLOEXEC);
    return count_fd < 0 ? "open net/sockstat" : NULL;
}

static FILE *open_table(int proc_fd, const char *path) {
    int fd = openat(proc_fd, path, O_RDONLY | O_CLOEXEC);
    FILE *table = fd < 0 ? NULL : fdopen(fd, "r");
    if (table == NULL && fd >= 0) close(fd);
    return table;
}

/* Of all families: sockets that exist, those that nobody has a descriptor of included. */
static bool are_few(void) {
    char text[256];
    unsigned used = 0;
    ssize_t count = pread(count_fd, text, sizeof text - 1, 0);
    if (count <= 0) return true;
    text[count] = '\0';
    return sscanf(text, "sockets: used %u", &used) != 1 || used <= FEW_SOCKETS;
}

static uint64_t queued_bytes(int proc_fd, const char *path) {
    char line[512];
    unsigned state;
    unsigned long sending, unread;
    uint64_t sum = 0;
    FILE *table = open_table(proc_fd, path);
    if (table == NULL) return 0;
    while (fgets(line, sizeof line, table) != NULL)
        /* A listener's queue counts connections; the headline has no numbers. */
        if (sscanf(line, " %*d: %*s %*s %x %lx:%lx", &state, &sending, &unread) == 3 &&
            state != LISTENING)
            sum += sending + unread;
    fclose(table);
    return sum;
}

uint64_t sockets_uncharged_bytes(int proc_fd) {
    if (facts_cgroup_version() != 1 || are_few()) return 0;
    return OVERHEAD_FACTOR * (queued_bytes(proc_fd, "net/tcp") + queued_bytes(proc_fd, "net/tcp6") +
                              queued_bytes(proc_fd, "net/udp") + queued_bytes(proc_fd, "net/udp6"));
}
