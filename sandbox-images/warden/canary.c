/*
 * The canary: one program that runs into every limit and tries every door of a cell, run as a
 * learner's program would be. The worker starts it in a cell before it takes any job, and compares
 * what the warden reported with what had to happen (worker/sandbox/canary.ts).
 *
 *   canary COMMAND [ARGUMENT]
 *
 * Commands that run into a limit never end by themselves, or say what stopped them. Probes print
 * one line for each thing tried, `name: refused (ERRNO)` or `name: POSSIBLE`, and exit 0 only where
 * all was refused, 1 otherwise.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ipc.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "canary-serve.h"

enum {
    NR_io_uring_setup = 425,
    NR_clone3 = 435,
    FAMILY_VSOCK = 40,
    FAMILY_ALG = 38,
    FAMILY_PACKET = 17,
    LEFTOVER_KEY = 0x0a55a9,
    LEFTOVER_PORT = 4567,
    CHUNK_BYTES = 64 * 1024,
    MANY_FILES = 1000000,
};

static const char LEFTOVER_NAME[] = "left-by-canary";
static const char *const WRITABLE[] = {"/work", "/tmp", "/dev/shm", "/app"};

static int failures;

static void say(const char *format, ...) __attribute__((format(printf, 1, 2)));

static void say(const char *format, ...) {
    char line[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    ssize_t written = write(STDOUT_FILENO, line, (size_t)length);
    (void)written;
}

/* What a probe's call returned: below zero is a refusal. */
static void probe(const char *name, long result) {
    if (result < 0) {
        say("%s: refused (%s)\n", name, strerrorname_np(errno));
        return;
    }
    say("%s: POSSIBLE\n", name);
    failures++;
}

/* ---- running into limits ------------------------------------------------------------------------ */

static int spin(int processes) {
    for (int i = 1; i < processes; i++)
        if (fork() == 0) break;
    for (volatile unsigned long count = 0;; count++) continue;
    return 0;
}

static int sleep_for_ever(void) {
    for (;;) pause();
    return 0;
}

static int flood(int fd) {
    static char chunk[CHUNK_BYTES];
    memset(chunk, 'x', sizeof chunk);
    while (write(fd, chunk, sizeof chunk) > 0) continue;
    return 0;
}

/* Prints one character for each MiB that it got: swap counts, unlike in any peak of memory. */
static int eat_memory(void) {
    for (;;) {
        char *block = malloc(1 << 20);
        if (block == NULL) return 3;
        memset(block, 1, 1 << 20);
        say("x");
    }
}

/* Ends once a fork was refused: the count of refusals is what the warden must report. */
static int fork_bomb(void) {
    int children = 0;
    for (;;) {
        pid_t pid = fork();
        if (pid == 0) sleep_for_ever();
        if (pid > 0) {
            children++;
            continue;
        }
        say("%d processes, then %s\n", children, strerrorname_np(errno));
        return 0;
    }
}

/* Every process forks for ever, in sessions of its own, and takes no signal that can be refused. */
static int fork_storm(void) {
    signal(SIGTERM, SIG_IGN);
    signal(SIGCHLD, SIG_IGN);
    for (;;)
        if (fork() == 0) setsid();
    return 0;
}

/* Prints how many bytes each writable directory took. */
static int fill_disk(void) {
    static char chunk[CHUNK_BYTES];
    signal(SIGXFSZ, SIG_IGN);
    for (size_t i = 0; i < 3; i++) {
        char path[64];
        unsigned long bytes = 0;
        int written = 0;
        for (int n = 0; n < 64 && written >= 0; n++) {
            snprintf(path, sizeof path, "%s/fill-%d", WRITABLE[i], n);
            int fd = open(path, O_WRONLY | O_CREAT, 0600);
            if (fd < 0) break;
            while ((written = (int)write(fd, chunk, sizeof chunk)) > 0)
                bytes += (unsigned long)written;
            if (errno == EFBIG) written = 0;
            close(fd);
        }
        say("%s: %lu bytes, then %s\n", WRITABLE[i], bytes, strerrorname_np(errno));
    }
    return 0;
}

static int many_files(void) {
    char path[64];
    int count = 0;
    for (; count < MANY_FILES; count++) {
        snprintf(path, sizeof path, "/work/%d", count);
        int fd = open(path, O_WRONLY | O_CREAT, 0600);
        if (fd < 0) break;
        close(fd);
    }
    say("%d files, then %s\n", count, strerrorname_np(errno));
    return count < MANY_FILES ? 0 : 1;
}

static int echo(void) {
    static char chunk[CHUNK_BYTES];
    ssize_t count;
    while ((count = read(STDIN_FILENO, chunk, sizeof chunk)) > 0)
        for (ssize_t done = 0; done < count;) {
            ssize_t written = write(STDOUT_FILENO, chunk + done, (size_t)(count - done));
            if (written < 0) return 1;
            done += written;
        }
    return 0;
}

static int cat(const char *path) {
    int fd = open(path, O_RDONLY);
    if (fd < 0) return 1;
    dup2(fd, STDIN_FILENO);
    return echo();
}

static int make_link(char **values) {
    return symlink(values[0], values[1]) < 0;
}

/* Arguments, an empty string, the environment: each with its NUL. */
static int show(char **arguments, char **variables) {
    char **const lists[] = {arguments, variables};
    for (size_t i = 0; i < 2; i++) {
        for (char **each = lists[i]; *each != NULL; each++)
            if (write(STDOUT_FILENO, *each, strlen(*each) + 1) < 0) return 1;
        if (i == 0 && write(STDOUT_FILENO, "", 1) < 0) return 1;
    }
    return 0;
}

/* ---- network ------------------------------------------------------------------------------------ */

static void probe_connect(const char *address, int port) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    char name[64];
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    inet_pton(AF_INET, address, &to.sin_addr);
    snprintf(name, sizeof name, "connect %s:%d", address, port);
    probe(name, connect(fd, (struct sockaddr *)&to, sizeof to));
    close(fd);
}

static int net(void) {
    struct ifaddrs *first;
    int others = 0;
    bool loopback = false;
    if (getifaddrs(&first) == 0) {
        for (struct ifaddrs *each = first; each != NULL; each = each->ifa_next) {
            if (strcmp(each->ifa_name, "lo") == 0) {
                loopback = loopback || (each->ifa_flags & IFF_UP) != 0;
                continue;
            }
            say("interface %s: POSSIBLE\n", each->ifa_name);
            others++;
        }
        freeifaddrs(first);
    }
    failures += others;
    say("lo: %s\n", loopback ? "up" : "DOWN");
    if (!loopback) failures++;
    probe_connect("1.1.1.1", 53);
    probe_connect("169.254.169.254", 80);
    probe_connect("172.17.0.1", 22);
    return failures > 0;
}

/* ---- doors -------------------------------------------------------------------------------------- */

static void probe_calls(void) {
    probe("ptrace", ptrace(PTRACE_TRACEME, 0, NULL, NULL));
    probe("mount", mount("none", "/work", "tmpfs", 0, NULL));
    probe("umount", umount2("/proc", MNT_DETACH));
    probe("unshare user", unshare(CLONE_NEWUSER));
    probe("unshare net", unshare(CLONE_NEWNET));
    long child = syscall(SYS_clone, CLONE_NEWUSER | SIGCHLD, 0, 0, 0, 0);
    if (child == 0) _exit(0);
    probe("clone user", child);
    probe("clone3", syscall(NR_clone3, NULL, 0) < 0 && errno == ENOSYS ? -1 : 0);
    probe("setns", setns(0, 0) < 0 && errno == EPERM ? -1 : 0);
    probe("io_uring", syscall(NR_io_uring_setup, 1, NULL) < 0 && errno == EPERM ? -1 : 0);
    probe("bpf", syscall(SYS_bpf, 0, NULL, 0) < 0 && errno == EPERM ? -1 : 0);
    probe("userfaultfd", syscall(SYS_userfaultfd, 0));
    probe("perf_event_open", syscall(SYS_perf_event_open, NULL, 0, -1, -1, 0) < 0 && errno == EPERM
                                 ? -1 : 0);
    probe("keyctl", syscall(SYS_keyctl, 0, -3, 0));
    probe("personality", syscall(SYS_personality, 0x0008));
    probe("AF_VSOCK", socket(FAMILY_VSOCK, SOCK_STREAM, 0));
    probe("AF_ALG", socket(FAMILY_ALG, SOCK_SEQPACKET, 0));
    probe("AF_PACKET", socket(FAMILY_PACKET, SOCK_RAW, 0));
    probe("raw socket", socket(AF_INET, SOCK_RAW, IPPROTO_ICMP));
    probe("netlink audit", socket(AF_NETLINK, SOCK_RAW, 9));
    probe("mq_open", syscall(SYS_mq_open, "canary", O_CREAT | O_RDWR, 0600, NULL));
    char typed = 'x';
    probe("TIOCSTI", ioctl(STDIN_FILENO, TIOCSTI, &typed) < 0 && errno == EPERM ? -1 : 0);
    probe("setuid 0", setuid(0));
    probe("setgid 0", setgid(0));
    probe("chroot", chroot("/work"));
}

static void probe_open(const char *path, int flags) {
    char name[128];
    char byte;
    int fd = open(path, flags | O_NONBLOCK, 0600);
    snprintf(name, sizeof name, "%s %s", flags == O_RDONLY ? "read" : "write", path);
    /* A masked file opens, and is empty. */
    long result = fd;
    if (fd >= 0 && flags == O_RDONLY && read(fd, &byte, 1) <= 0) {
        errno = ENODATA;
        result = -1;
    }
    probe(name, result);
    if (fd >= 0) close(fd);
}

static void probe_files(bool run_role) {
    static const char *const unreadable[] = {
        "/proc/kcore", "/proc/kmsg", "/proc/keys", "/proc/timer_list", "/proc/1/environ",
        "/proc/1/maps", "/dev/mem",
    };
    static const char *const unwritable[] = {
        "/canary", "/etc/passwd", "/usr/bin/canary", "/assay/warden", "/dev/canary",
        "/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/proc/sys/kernel/hostname",
        "/sys/canary",
    };
    for (size_t i = 0; i < sizeof unreadable / sizeof *unreadable; i++)
        probe_open(unreadable[i], O_RDONLY);
    for (size_t i = 0; i < sizeof unwritable / sizeof *unwritable; i++)
        probe_open(unwritable[i], O_WRONLY | O_CREAT);
    if (run_role) probe_open("/app/canary", O_WRONLY | O_CREAT);
}

/* With a pid namespace and hidepid nothing but this process is to be seen. */
static void probe_processes(void) {
    DIR *proc = opendir("/proc");
    struct dirent *entry;
    while (proc != NULL && (entry = readdir(proc)) != NULL) {
        int pid = atoi(entry->d_name);
        if (pid <= 0 || pid == getpid()) continue;
        char name[64];
        snprintf(name, sizeof name, "signal process %d", pid);
        probe(name, kill(pid, 0));
    }
    if (proc != NULL) closedir(proc);
    probe("signal process 1", kill(1, SIGKILL));
}

static void probe_descriptors(void) {
    for (int fd = 3; fd < 1024; fd++) {
        char name[32];
        if (fcntl(fd, F_GETFD) < 0) continue;
        snprintf(name, sizeof name, "descriptor %d", fd);
        probe(name, 0);
    }
}

static int escape(const char *role) {
    probe_descriptors();
    probe_calls();
    probe_files(role == NULL || strcmp(role, "compile") != 0);
    probe_processes();
    return failures > 0;
}

/* ---- leftovers ---------------------------------------------------------------------------------- */

static int listener(void) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(LEFTOVER_PORT)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(fd, (struct sockaddr *)&at, sizeof at) < 0 || listen(fd, 1) < 0) return -1;
    return fd;
}

/* A connection closed by this end: the port stays in TIME_WAIT. */
static void leave_time_wait(int listening) {
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(LEFTOVER_PORT)};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int client = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(client, (struct sockaddr *)&to, sizeof to) < 0) return;
    int server = accept(listening, NULL, NULL);
    close(server);
    char byte;
    ssize_t count = read(client, &byte, 1);
    (void)count;
    close(client);
}

static int leave_behind(void) {
    int listening = listener();
    if (listening >= 0) leave_time_wait(listening);
    for (size_t i = 0; i < sizeof WRITABLE / sizeof *WRITABLE; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", WRITABLE[i], LEFTOVER_NAME);
        int fd = open(path, O_WRONLY | O_CREAT, 0600);
        if (fd >= 0) close(fd);
        snprintf(path, sizeof path, "%s/%s-dir", WRITABLE[i], LEFTOVER_NAME);
        if (mkdir(path, 0700) < 0) continue;
        strcat(path, "/inside");
        fd = open(path, O_WRONLY | O_CREAT, 0600);
        if (fd >= 0) close(fd);
        *strrchr(path, '/') = '\0';
        chmod(path, 01000);
    }
    int segment = shmget(LEFTOVER_KEY, 4096, IPC_CREAT | 0600);
    if (fork() == 0) {
        setsid();
        if (fork() != 0) _exit(0);
        signal(SIGTERM, SIG_IGN);
        signal(SIGHUP, SIG_IGN);
        close(STDOUT_FILENO);
        sleep_for_ever();
    }
    wait(NULL);
    say("left files, %s, %s, a daemon\n", segment >= 0 ? "a segment" : "no segment",
        listening >= 0 ? "a listening socket" : "no socket");
    return 0;
}

static void found(const char *what) {
    say("%s: FOUND\n", what);
    failures++;
}

static void look_for_processes(void) {
    DIR *proc = opendir("/proc");
    struct dirent *entry;
    while (proc != NULL && (entry = readdir(proc)) != NULL) {
        char path[300], name[64] = "";
        if (atoi(entry->d_name) <= 0 || atoi(entry->d_name) == getpid()) continue;
        snprintf(path, sizeof path, "/proc/%s/comm", entry->d_name);
        int fd = open(path, O_RDONLY);
        if (fd >= 0 && read(fd, name, sizeof name - 1) > 0 && strcmp(name, "canary\n") == 0)
            found("process");
        if (fd >= 0) close(fd);
    }
    if (proc != NULL) closedir(proc);
}

static int find_leftovers(void) {
    for (size_t i = 0; i < sizeof WRITABLE / sizeof *WRITABLE; i++) {
        DIR *directory = opendir(WRITABLE[i]);
        struct dirent *entry;
        while (directory != NULL && (entry = readdir(directory)) != NULL)
            if (strncmp(entry->d_name, LEFTOVER_NAME, strlen(LEFTOVER_NAME)) == 0)
                found(WRITABLE[i]);
        if (directory != NULL) closedir(directory);
    }
    if (shmget(LEFTOVER_KEY, 0, 0) >= 0) found("segment");
    if (listener() < 0) found("port");
    look_for_processes();
    if (failures == 0) say("nothing found\n");
    return failures > 0;
}

/* ---- what to do ----------------------------------------------------------------------------------- */

int main(int count, char **values) {
    const char *command = count > 1 ? values[1] : "";
    const char *argument = count > 2 ? values[2] : NULL;
    if (strcmp(command, "spin") == 0) return spin(argument != NULL ? atoi(argument) : 1);
    if (strcmp(command, "sleep") == 0) return sleep_for_ever();
    if (strcmp(command, "flood") == 0) return flood(STDOUT_FILENO);
    if (strcmp(command, "flood-stderr") == 0) return flood(STDERR_FILENO);
    if (strcmp(command, "eat-memory") == 0) return eat_memory();
    if (strcmp(command, "fork-bomb") == 0) return fork_bomb();
    if (strcmp(command, "fork-storm") == 0) return fork_storm();
    if (strcmp(command, "fill-disk") == 0) return fill_disk();
    if (strcmp(command, "many-files") == 0) return many_files();
    if (strcmp(command, "echo") == 0) return echo();
    if (strcmp(command, "cat") == 0 && argument != NULL) return cat(argument);
    if (strcmp(command, "link") == 0 && count > 3) return make_link(values + 2);
    if (strcmp(command, "show") == 0) return show(values + 2, environ);
    if (strcmp(command, "exit") == 0) return argument != NULL ? atoi(argument) : 0;
    if (strcmp(command, "signal") == 0) return raise(argument != NULL ? atoi(argument) : SIGSEGV);
    if (strcmp(command, "net") == 0) return net();
    if (strcmp(command, "escape") == 0) return escape(argument);
    if (strcmp(command, "leave-behind") == 0) return leave_behind();
    if (strcmp(command, "find-leftovers") == 0) return find_leftovers();
    if (strcmp(command, "serve") == 0 && count > 3) return serve(values[2], values[3]);
    say("canary: unknown command %s\n", command);
    return 2;
}
