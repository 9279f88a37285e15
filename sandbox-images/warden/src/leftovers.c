/*
 * Memory that outlives every process that could have asked for it.
 *
 * Descriptors that were sent over sockets of which every end was sent likewise belong to no process,
 * and what they hold (files in memory, say) stays charged to the cell when all processes are gone: who
 * runs next would meet the memory limit too soon, and the kernel would find nobody else to kill than
 * the warden. The kernel looks for such circles when any UNIX socket is closed, in the background.
 * A session's mounts may take a moment as well.
 */
#define _GNU_SOURCE
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "warden.h"

enum {
    /* Less is noise of the counters. */
    LEFTOVER_BYTES = 4 * 1024 * 1024,
    /* Longer than the kernel may take to bring the counters up to date (2 s). */
    PATIENCE_MS = 3000,
    PAUSE_MS = 5,
};

bool leftovers_are_gone(uint64_t before_bytes) {
    for (int waited_ms = 0; waited_ms <= PATIENCE_MS; waited_ms += PAUSE_MS) {
        int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (fd >= 0) close(fd);
        if (facts_held_bytes() <= before_bytes + LEFTOVER_BYTES) return true;
        poll(NULL, 0, PAUSE_MS);
    }
    return false;
}
