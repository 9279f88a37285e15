/*
 * The warden: PID 1 of a cell.
 *
 * It makes one session process after another and outlives them all. The next one is made ready
 * (namespaces, mounts) right after the last one's ENDED was sent, and then waits for BEGIN, so that
 * none of that is in a submission's way. While a session process lives, it alone reads fd 0 and
 * writes fd 1; the warden only waits for it.
 *
 *   warden recycled    each session in fresh namespaces; any number of them
 *   warden fresh       one session without namespaces; the host then destroys the container
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <unistd.h>

#include "warden.h"

enum {
    IDS_PER_SESSION = 4,
    /* Ids far from any account's, where the container's user namespace has that many. */
    LOWEST_ID = 0x01000000,
    HIGHEST_ID = 0x70000000,
    LOWEST_ID_WHERE_FEW = 2000,
};

static uid_t next_base, last_base;

/*
 * No session of this cell gets an id of an earlier one; a random start keeps cells apart, since some
 * of the kernel's limits are counted per id across containers.
 */
static bool choose_ids(void) {
    char map[128], *at = map;
    uint32_t random;
    int fd = open("/proc/self/uid_map", O_RDONLY | O_CLOEXEC);
    ssize_t length = fd < 0 ? -1 : read(fd, map, sizeof map - 1);
    if (fd >= 0) close(fd);
    if (length <= 0 || getrandom(&random, sizeof random, 0) != sizeof random) return false;
    map[length] = '\0';
    /* The first line: first id inside, first id outside, how many. */
    unsigned long inside = strtoul(at, &at, 10);
    strtoul(at, &at, 10);
    unsigned long count = strtoul(at, &at, 10);
    if (inside != 0) return false;
    bool many = count > HIGHEST_ID;
    uid_t low = many ? LOWEST_ID : LOWEST_ID_WHERE_FEW;
    last_base = (uid_t)(many ? HIGHEST_ID : count) - IDS_PER_SESSION;
    if (last_base <= low) return false;
    /* In the lower half, so that there are always enough ids to come. */
    next_base = low + random % ((last_base - low) / 2);
    return true;
}

static void session_main(struct session_context *context, int report_fd)
    __attribute__((noreturn));

static void session_main(struct session_context *context, int report_fd) {
    const char *failure = NULL;
    if (context->namespaces) {
        failure = namespaces_set_up(context);
    } else {
        context->proc_fd = open("/proc", O_DIRECTORY | O_RDONLY | O_CLOEXEC);
        prctl(PR_SET_CHILD_SUBREAPER, 1);
        failure = disks_set_up(context);
        if (failure == NULL) failure = sockets_set_up(context->proc_fd, false);
    }
    char text[MAX_MESSAGE_BYTES];
    int length = 0;
    if (failure != NULL)
        length = snprintf(text, sizeof text, "%s: %s", failure, strerrorname_np(errno));
    ssize_t written = write(report_fd, text, (size_t)length);
    close(report_fd);
    if (failure != NULL || written != length) _exit(SESSION_NOT_PREPARED);
    _exit(session_serve(context));
}

/* The next session's process, ready for BEGIN; -1 with what went wrong in text. */
static pid_t session_prepare(bool namespaces, char *text, size_t size) {
    struct session_context context = {.namespaces = namespaces, .compile_id = 1, .run_id = 2, .service_id = 3};
    int report[2];
    if (next_base > last_base || pipe2(report, O_CLOEXEC) < 0) {
        snprintf(text, size, "no ids or descriptors left");
        return -1;
    }
    uid_t base = next_base;
    next_base += IDS_PER_SESSION;
    if (!namespaces) {
        context.compile_id = base + 1;
        context.run_id = base + 2;
        context.service_id = base + 3;
    }
    pid_t pid = namespaces ? namespaces_fork(base) : fork();
    if (pid == 0) {
        close(report[0]);
        session_main(&context, report[1]);
    }
    if (pid < 0) snprintf(text, size, "make namespaces: %s", strerrorname_np(errno));
    close(report[1]);
    ssize_t count = pid < 0 ? 0 : read(report[0], text, size - 1);
    close(report[0]);
    if (pid < 0) return -1;
    if (count == 0) return pid;
    text[count > 0 ? count : 0] = '\0';
    waitpid(pid, NULL, 0);
    return -1;
}

static bool send_ready(bool namespaces, const char *error) {
    uint8_t payload[4 + MAX_MESSAGE_BYTES], *at = payload;
    size_t length = strlen(error);
    at = put_u16(at, PROTOCOL_VERSION);
    at = put_u8(at, (uint8_t)facts_cgroup_version());
    at = put_u8(at, namespaces);
    memcpy(at, error, length);
    output_frame(FRAME_READY, 0, payload, 4 + length);
    return output_flush_all();
}

/* An empty text means a clean end. */
static void describe_end(int status, char *text, size_t size) {
    *text = '\0';
    if (WIFSIGNALED(status))
        snprintf(text, size, "the session was killed by signal %d", WTERMSIG(status));
    else if (WEXITSTATUS(status) != SESSION_CLEAN)
        snprintf(text, size, "the session ended with status %d", WEXITSTATUS(status));
    else if (kill(-1, 0) == 0 || errno != ESRCH)
        snprintf(text, size, "a process outlived the session");
}

static bool send_ended(const char *anomaly) {
    uint8_t payload[1 + MAX_MESSAGE_BYTES];
    size_t length = strlen(anomaly);
    payload[0] = length == 0;
    memcpy(payload + 1, anomaly, length);
    output_frame(FRAME_ENDED, 0, payload, 1 + length);
    return output_flush_all();
}

static pid_t wait_for_session(pid_t session, int *status) {
    for (;;) {
        pid_t pid = waitpid(-1, status, __WALL);
        if (pid == session || (pid < 0 && errno != EINTR)) return pid;
    }
}

int main(int count, char **values) {
    bool namespaces = count == 2 && strcmp(values[1], "recycled") == 0;
    char text[MAX_MESSAGE_BYTES] = "";
    int status;
    if (count != 2 || (!namespaces && strcmp(values[1], "fresh") != 0)) {
        complain("usage: warden recycled|fresh");
        return 2;
    }
    signal(SIGPIPE, SIG_IGN);
    fcntl(STDOUT_FILENO, F_SETFL, fcntl(STDOUT_FILENO, F_GETFL) | O_NONBLOCK);
    if (!facts_open() || !choose_ids()) {
        complain("warden: no control group files or no id map: %s", strerrorname_np(errno));
        return 1;
    }
    uint64_t held_bytes = facts_held_bytes();
    pid_t session = session_prepare(namespaces, text, sizeof text);
    if (!send_ready(namespaces && session > 0, session > 0 ? "" : text)) return 0;
    while (session > 0) {
        if (wait_for_session(session, &status) < 0) break;
        if (WIFEXITED(status) && WEXITSTATUS(status) == SESSION_HOST_GONE) return 0;
        if (WIFEXITED(status) && WEXITSTATUS(status) == SESSION_VIOLATION) return 1;
        describe_end(status, text, sizeof text);
        if (namespaces && *text == '\0' && !leftovers_are_gone(held_bytes))
            snprintf(text, sizeof text, "memory outlived the session");
        if (!send_ended(text)) return 0;
        /* Without namespaces, and after an anomaly, nothing may follow. */
        if (!namespaces || *text != '\0') break;
        session = session_prepare(namespaces, text, sizeof text);
        if (session < 0) complain("warden: %s", text);
    }
    /* The host ends the stream, or removes the container. */
    while (input_fill()) {
        struct frame frame;
        while (input_next(&frame) == FRAME_COMPLETE) continue;
    }
    return session < 0;
}
