/*
 * From the warden to the learner's program: what is done between fork and exec, and the end of all
 * of it.
 *
 * Theory of operation. The child starts as root of the session and gives up, in this order, what a
 * later step still needs: the chance to outlive memory pressure (oom_score_adj, through the writable
 * /proc that only the warden can reach), descriptors, limits, groups and ids, capabilities, the
 * chance to regain any (no_new_privs), and system calls (filter.c, last). A step that fails ends the
 * child before exec, and the errno goes back through a close-on-exec pipe.
 *
 * There is no RLIMIT_NPROC (it counts an id across containers) and no RLIMIT_AS (the JVM and Node
 * reserve far more than they use): the control group limits both.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "warden.h"

enum {
    STATUS_FD = 3,
    FIRST_UNWANTED_FD = 4,
    LAST_FD_WITHOUT_CLOSE_RANGE = 1023,
    NR_close_range = 436,
};

/* Where the child reports why it could not become the program. */
static int status_fd;

/* Under memory pressure the learner's program goes first, then the service, never the warden. */
static bool be_first_to_die(int proc_fd, enum role role) {
    const char *score = role == ROLE_SERVICE ? "500" : "1000";
    ssize_t length = (ssize_t)strlen(score);
    int fd = openat(proc_fd, "self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (fd < 0) return false;
    bool written = write(fd, score, (size_t)length) == length;
    close(fd);
    return written;
}

static bool take_descriptors(const int ends[4]) {
    /* None of the ends is below 4: the warden keeps 0 to 2 and its own files open. */
    for (int fd = 0; fd <= STDERR_FILENO; fd++)
        if (dup2(ends[fd], fd) < 0) return false;
    if (dup3(ends[STATUS_FD], STATUS_FD, O_CLOEXEC) < 0) return false;
    status_fd = STATUS_FD;
    if (syscall(NR_close_range, FIRST_UNWANTED_FD, ~0u, 0) == 0) return true;
    for (int fd = FIRST_UNWANTED_FD; fd <= LAST_FD_WITHOUT_CLOSE_RANGE; fd++) close(fd);
    return true;
}

static bool limit(int resource, rlim_t value) {
    struct rlimit limits = {.rlim_cur = value, .rlim_max = value};
    return setrlimit(resource, &limits) == 0;
}

static bool set_limits(const struct command *command) {
    return limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, OPEN_FILES) &&
           limit(RLIMIT_STACK, STACK_BYTES) && limit(RLIMIT_FSIZE, command->disk_bytes);
}

/* The raw calls: this process has one thread, and glibc's wrappers would look for more. */
static bool drop_privileges(uid_t id) {
    struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
    struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};
    return syscall(SYS_setgroups, 0, NULL) == 0 && syscall(SYS_setresgid, id, id, id) == 0 &&
           syscall(SYS_setresuid, id, id, id) == 0 && syscall(SYS_capset, &header, none) == 0 &&
           prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}

static void reset_signals(void) {
    sigset_t none;
    signal(SIGPIPE, SIG_DFL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static void become(const struct session_context *context, const struct command *command,
                   const int ends[4]) {
    static const char *const homes[] = {"/app", "/work", "/srv"};
    setsid();
    umask(022);
    if (!be_first_to_die(context->proc_fd, command->role) || !take_descriptors(ends) || !set_limits(command) ||
        !drop_privileges(command->id) || chdir(homes[command->role]) < 0)
        return;
    reset_signals();
    if (!filter_install(context->namespaces || command->role == ROLE_SERVICE)) return;
    execve(command->arguments[0], command->arguments, command->variables);
}

/*
 * System V objects that an earlier run left stay behind in its IPC namespace. A service's (PostgreSQL
 * makes one) are always apart.
 */
static unsigned long new_ipc_where_used(const struct session_context *context, enum role role) {
    struct shm_info shared;
    struct seminfo semaphores;
    struct msginfo messages;
    if (!context->namespaces) return 0;
    if (role == ROLE_SERVICE) return CLONE_NEWIPC;
    bool clean = shmctl(0, SHM_INFO, (struct shmid_ds *)&shared) >= 0 && shared.used_ids == 0 &&
                 semctl(0, 0, SEM_INFO, &semaphores) >= 0 && semaphores.semusz == 0 &&
                 msgctl(0, MSG_INFO, (struct msqid_ds *)&messages) >= 0 && messages.msgpool == 0;
    return clean ? 0 : CLONE_NEWIPC;
}

static void close_all(int *fds, int count) {
    for (int i = 0; i < count; i++)
        if (fds[i] >= 0) close(fds[i]);
}

int spawn(const struct session_context *context, const struct command *command,
          struct spawned *spawned) {
    /* stdin, stdout, stderr, status; [0] reads, [1] writes. */
    int pipes[4][2] = {{-1, -1}, {-1, -1}, {-1, -1}, {-1, -1}};
    for (int i = 0; i < 4; i++) {
        if (pipe2(pipes[i], O_CLOEXEC) == 0) continue;
        int error = errno;
        close_all(&pipes[0][0], 8);
        return error;
    }
    const int ends[4] = {pipes[0][0], pipes[1][1], pipes[2][1], pipes[3][1]};
    /* Whoever opens /dev/stdin opens the pipe anew, and a pipe admits its owner only. */
    for (int fd = 0; fd <= STDERR_FILENO; fd++) {
        if (fchown(ends[fd], command->id, command->id) == 0) continue;
        int error = errno;
        close_all(&pipes[0][0], 8);
        return error;
    }
    unsigned long flags = SIGCHLD | new_ipc_where_used(context, command->role);
    pid_t pid = (pid_t)syscall(SYS_clone, flags, 0, 0, 0, 0);
    if (pid == 0) {
        status_fd = ends[STATUS_FD];
        become(context, command, ends);
        int error = errno;
        ssize_t written = write(status_fd, &error, sizeof error);
        (void)written;
        _exit(1);
    }
    int error = pid < 0 ? errno : 0;
    for (int i = 0; i < 4; i++) close(ends[i]);
    /* Nothing arrives where exec closed the pipe. */
    ssize_t count = pid < 0 ? 0 : read(pipes[3][0], &error, sizeof error);
    (void)count;
    close(pipes[3][0]);
    if (error != 0) {
        close(pipes[0][1]);
        close(pipes[1][0]);
        close(pipes[2][0]);
        if (pid > 0) waitpid(pid, NULL, 0);
        return error;
    }
    *spawned = (struct spawned){pid, pipes[0][1], pipes[1][0], pipes[2][0]};
    fcntl(spawned->stdin_fd, F_SETFL, O_NONBLOCK);
    fcntl(spawned->stdout_fd, F_SETFL, O_NONBLOCK);
    fcntl(spawned->stderr_fd, F_SETFL, O_NONBLOCK);
    return 0;
}

/*
 * kill(-1) spares the caller and PID 1. With namespaces this is PID 1 of its own, without them PID 1
 * is the warden: either way what is left is the learner's. The kernel refuses a fork to a process
 * that was killed, so one call gets a fork bomb; the loop is for what takes time to die.
 */
bool kill_everything(void) {
    uint64_t deadline = monotonic_ns() + (uint64_t)DEATH_PATIENCE_MS * 1000000u;
    for (;;) {
        kill(-1, SIGKILL);
        pid_t pid;
        while ((pid = waitpid(-1, NULL, WNOHANG | __WALL)) > 0) continue;
        if (pid < 0 && errno == ECHILD) return true;
        if (monotonic_ns() > deadline) return false;
        poll(NULL, 0, 1);
    }
}

/*
 * With the id in effect, and without the capability to kill, kill(-1) reaches what has that id and
 * nothing else (nor this process: what counts there is its real and its saved id, which stay root's).
 * No process of it can fork on, so one call is enough; what is left is to wait for its dead.
 */
void kill_owned(uid_t id) {
    if (syscall(SYS_setresuid, -1, id, -1) < 0) return;
    kill(-1, SIGKILL);
    syscall(SYS_setresuid, -1, 0, -1);
    /* Changing ids takes this away, and the next child's oom_score_adj needs it. */
    prctl(PR_SET_DUMPABLE, 1);
}

static bool has_id(int proc_fd, const char *name, uid_t id) {
    char path[300], status[1024];
    snprintf(path, sizeof path, "%s/status", name);
    int fd = openat(proc_fd, path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    ssize_t count = read(fd, status, sizeof status - 1);
    close(fd);
    status[count < 0 ? 0 : count] = '\0';
    const char *line = strstr(status, "\nUid:");
    return line != NULL && strtoul(line + 5, NULL, 10) == id;
}

bool is_owner(int proc_fd, uid_t id) {
    int fd = openat(proc_fd, ".", O_DIRECTORY | O_RDONLY | O_CLOEXEC);
    DIR *directory = fd < 0 ? NULL : fdopendir(fd);
    if (directory == NULL) {
        if (fd >= 0) close(fd);
        return true;
    }
    bool found = false;
    for (struct dirent *entry; !found && (entry = readdir(directory)) != NULL;)
        if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9')
            found = has_id(proc_fd, entry->d_name, id);
    closedir(directory);
    return found;
}
