/*
 * What the control group of the cell counted, under version 1 and version 2.
 *
 * The files are opened once at start and read with pread(): sessions cover /sys. Rusage alone would
 * not do: a child that is never waited for hides its CPU time, and the largest resident size of one
 * process says nothing of several.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "warden.h"

enum { FILE_BYTES = 8192 };

static int version;
static int cpu_fd = -1, memory_stat_fd = -1, memory_events_fd = -1, memory_limit_fd = -1,
           pids_events_fd = -1;

static bool open_all(const char *cpu, const char *stat, const char *events, const char *limit,
                     const char *pids) {
    const int flags = O_RDONLY | O_CLOEXEC;
    cpu_fd = open(cpu, flags);
    memory_stat_fd = open(stat, flags);
    memory_events_fd = open(events, flags);
    memory_limit_fd = open(limit, flags);
    pids_events_fd = open(pids, flags);
    return cpu_fd >= 0 && memory_stat_fd >= 0 && memory_events_fd >= 0 && memory_limit_fd >= 0 &&
           pids_events_fd >= 0;
}

bool facts_open(void) {
    if (access("/sys/fs/cgroup/cgroup.controllers", F_OK) == 0) {
        version = 2;
        return open_all("/sys/fs/cgroup/cpu.stat", "/sys/fs/cgroup/memory.stat",
                        "/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/memory.max",
                        "/sys/fs/cgroup/pids.events");
    }
    version = 1;
    return open_all("/sys/fs/cgroup/cpuacct/cpuacct.usage", "/sys/fs/cgroup/memory/memory.stat",
                    "/sys/fs/cgroup/memory/memory.oom_control",
                    "/sys/fs/cgroup/memory/memory.limit_in_bytes",
                    "/sys/fs/cgroup/pids/pids.events");
}

int facts_cgroup_version(void) {
    return version;
}

static const char *read_file(int fd) {
    static char text[FILE_BYTES];
    ssize_t count = pread(fd, text, sizeof text - 1, 0);
    text[count < 0 ? 0 : count] = '\0';
    return text;
}

/* The number after "key " at the start of a line; 0 where there is none. */
static uint64_t field(const char *text, const char *key) {
    size_t length = strlen(key);
    for (const char *line = text; line != NULL && *line != '\0';) {
        if (strncmp(line, key, length) == 0 && line[length] == ' ')
            return strtoull(line + length + 1, NULL, 10);
        line = strchr(line, '\n');
        if (line != NULL) line++;
    }
    return 0;
}

uint64_t facts_cpu_ns(void) {
    const char *text = read_file(cpu_fd);
    return version == 2 ? field(text, "usage_usec") * 1000 : strtoull(text, NULL, 10);
}

uint64_t facts_anonymous_bytes(void) {
    return field(read_file(memory_stat_fd), version == 2 ? "anon" : "total_rss");
}

uint64_t facts_held_bytes(void) {
    const char *text = read_file(memory_stat_fd);
    if (version == 2) return field(text, "anon") + field(text, "shmem");
    return field(text, "total_rss") + field(text, "total_shmem");
}

uint64_t facts_limit_bytes(void) {
    const char *text = read_file(memory_limit_fd);
    return text[0] >= '0' && text[0] <= '9' ? strtoull(text, NULL, 10) : UINT64_MAX;
}

struct counters facts_read(void) {
    return (struct counters){
        .cpu_ns = facts_cpu_ns(),
        .memory_kills = field(read_file(memory_events_fd), "oom_kill"),
        .process_limit_hits = field(read_file(pids_events_fd), "max"),
        .anonymous_bytes = facts_anonymous_bytes(),
    };
}
