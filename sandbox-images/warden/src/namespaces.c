/*
 * The namespaces of a session.
 *
 * Theory of operation. The warden is root in the container with five capabilities and no
 * CAP_SYS_ADMIN. What it may do is create a user namespace, and in the same clone() all the other
 * namespaces, which then belong to that user namespace: mounts, loopback and host name are set with
 * capabilities that count nowhere else.
 *
 * - The id map covers four ids: 0, compile, run and service, each onto an id that no session of this cell
 *   had before. The container's own root is not mapped: even a learner who became root in the
 *   namespace could touch nothing that the image or the warden owns.
 * - The session process is PID 1 of its pid namespace. When it ends, the kernel kills everything in
 *   it, and waitpid() on it returns only after the last one is gone.
 * - A fresh /proc is only allowed in a user namespace where the container's own /proc is not
 *   covered (so the container is created without Docker's masks); the same masks are laid over the
 *   session's /proc here, and the whole of it is read-only for learners. A second, writable mount
 *   of it stays beneath, reachable only through a descriptor of the session process, which needs it
 *   for oom_score_adj.
 * - Learners cannot undo any of it: they have no capabilities, cannot gain any (no_new_privs), and
 *   their filter refuses mount, unshare, setns and clone() with namespace flags.
 * - /sys is covered: the control group's files are read through descriptors opened before.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "warden.h"

enum {
    NAMESPACES = CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNS | CLONE_NEWIPC | CLONE_NEWNET |
                 CLONE_NEWUTS,
    MAPPED_IDS = 4,
    LAST_CAPABILITY = 63,
};

/*
 * Docker's masked paths, and two more that tell of the machine. Missing ones are skipped. What only
 * the machine's root may read or write (/proc/sysrq-trigger) needs no mask: that root is not mapped
 * here.
 */
static const char *const HIDDEN_FILES[] = {
    "/proc/kcore",      "/proc/keys",        "/proc/key-users",   "/proc/latency_stats",
    "/proc/timer_list", "/proc/timer_stats", "/proc/sched_debug", "/proc/kallsyms",
};
static const char *const HIDDEN_DIRECTORIES[] = {
    "/proc/acpi", "/proc/asound", "/proc/scsi", "/proc/bus",
};

static bool write_map(pid_t pid, const char *name, uid_t outer_base) {
    char path[64], map[128];
    snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
    int length = snprintf(map, sizeof map, "0 %u %d\n", outer_base, MAPPED_IDS);
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0) return false;
    bool written = write(fd, map, (size_t)length) == length;
    int error = errno;
    close(fd);
    errno = error;
    return written;
}

pid_t namespaces_fork(uid_t outer_base) {
    int gate[2];
    if (pipe2(gate, O_CLOEXEC) < 0) return -1;
    pid_t pid = (pid_t)syscall(SYS_clone, NAMESPACES | SIGCHLD, 0, 0, 0, 0);
    if (pid == 0) {
        /* The ids are mapped when the gate says so; end of file means that the warden gave up. */
        char open_gate;
        close(gate[1]);
        if (read(gate[0], &open_gate, 1) != 1) _exit(SESSION_NOT_PREPARED);
        close(gate[0]);
        return 0;
    }
    int error = errno;
    close(gate[0]);
    bool mapped = pid > 0 && write_map(pid, "uid_map", outer_base) &&
                  write_map(pid, "gid_map", outer_base);
    if (pid > 0 && !mapped) error = errno;
    if (mapped) mapped = write(gate[1], "", 1) == 1;
    close(gate[1]);
    if (mapped) return pid;
    if (pid > 0) waitpid(pid, NULL, 0);
    errno = error;
    return -1;
}

static const char *become_root_inside(void) {
    if (syscall(SYS_setgroups, 0, NULL) < 0) return "setgroups";
    if (syscall(SYS_setresgid, 0, 0, 0) < 0) return "setresgid";
    if (syscall(SYS_setresuid, 0, 0, 0) < 0) return "setresuid";
    /* The files in /proc/self belong to this id only while the process is dumpable. */
    if (prctl(PR_SET_DUMPABLE, 1) < 0) return "PR_SET_DUMPABLE";
    for (int capability = 0; capability <= LAST_CAPABILITY; capability++)
        if (prctl(PR_CAPBSET_DROP, capability) < 0) break;
    return NULL;
}

static bool cover_directory(const char *path) {
    return mount("none", path, "tmpfs", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC,
                 "size=4k,nr_inodes=2,mode=755") == 0 || errno == ENOENT;
}

static bool cover_file(const char *path) {
    return mount("/dev/null", path, NULL, MS_BIND, NULL) == 0 || errno == ENOENT;
}

static const char *mount_proc(struct session_context *context) {
    const unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC;
    /* hidepid: a learner sees its own processes only. Kernels before 5.8 may refuse it here. */
    if (mount("proc", "/proc", "proc", flags, "hidepid=2") < 0 &&
        mount("proc", "/proc", "proc", flags, NULL) < 0)
        return "mount /proc";
    context->proc_fd = open("/proc", O_DIRECTORY | O_RDONLY | O_CLOEXEC);
    if (context->proc_fd < 0) return "open /proc";
    if (mount("/proc", "/proc", NULL, MS_BIND, NULL) < 0) return "bind /proc";
    if (mount(NULL, "/proc", NULL, MS_REMOUNT | MS_BIND | MS_RDONLY | flags, NULL) < 0)
        return "remount /proc read-only";
    for (size_t i = 0; i < sizeof HIDDEN_FILES / sizeof *HIDDEN_FILES; i++)
        if (!cover_file(HIDDEN_FILES[i])) return HIDDEN_FILES[i];
    for (size_t i = 0; i < sizeof HIDDEN_DIRECTORIES / sizeof *HIDDEN_DIRECTORIES; i++)
        if (!cover_directory(HIDDEN_DIRECTORIES[i])) return HIDDEN_DIRECTORIES[i];
    return NULL;
}

/* The container's /dev holds the harmless nodes only; its pseudo-terminals and queues are shared. */
static const char *cover_devices_and_sys(void) {
    if (!cover_directory("/sys")) return "cover /sys";
    if (!cover_directory("/dev/pts")) return "cover /dev/pts";
    if (!cover_directory("/dev/mqueue")) return "cover /dev/mqueue";
    return NULL;
}

static const char *raise_loopback(void) {
    struct ifreq request = {.ifr_name = "lo"};
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0) return "socket for lo";
    request.ifr_flags = IFF_UP | IFF_RUNNING;
    bool raised = ioctl(fd, SIOCSIFFLAGS, &request) == 0;
    close(fd);
    return raised ? NULL : "raise lo";
}

const char *namespaces_set_up(struct session_context *context) {
    const char *failure = become_root_inside();
    if (failure != NULL) return failure;
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) return "make mounts private";
    failure = disks_set_up(context);
    if (failure == NULL) failure = mount_proc(context);
    if (failure == NULL) failure = cover_devices_and_sys();
    if (failure == NULL) failure = raise_loopback();
    if (failure == NULL) failure = sockets_set_up(context->proc_fd, true);
    if (failure == NULL && sethostname("cell", 4) < 0) failure = "sethostname";
    return failure;
}
