/*
 * One session: frames in, frames out, until END or the end of the stream.
 *
 * A learner's failure is reported in EXIT. What the warden itself could not do (a disk that cannot
 * be mounted, a file that cannot be written) is a FAULT: the host then gives the session up, and
 * nothing more is run in it. What the host must never send ends the process, with a line on stderr.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "warden.h"

enum { TARGET_APP = 0, TARGET_WORK = 1, TARGET_SERVICE = 2, FLAG_MORE = 1, FILE_HEADER_BYTES = 4 };
/* Of RUN: the disks stay as the run before left them. */
enum { FLAG_KEEP = 2 };

static struct {
    bool begun;
    bool ended;
    bool faulted;
    /* PREPARE came, and no RUN since. */
    bool prepared;
    bool service_prepared;
    /* What a program of role run left on the disks is there still. */
    bool leftovers;
    /* Before that program. */
    uint64_t held_bytes;
    /* The file whose next part is to come; -1: none. */
    int file;
} session = {.file = -1};

static void fault(const char *what) {
    char text[MAX_MESSAGE_BYTES];
    const char *error = strerrorname_np(errno);
    int length = snprintf(text, sizeof text, "%s: %s", what, error != NULL ? error : "?");
    if (session.faulted) return;
    session.faulted = true;
    output_frame(FRAME_FAULT, 0, text, (size_t)length);
}

static bool begin(const struct session_context *context, const struct frame *frame) {
    if (session.begun || frame->length != 8) return false;
    session.begun = true;
    const char *failure = disk_refresh(context, DISK_APP, get_u64(frame->payload));
    if (failure != NULL) fault(failure);
    return true;
}

static bool prepare(const struct session_context *context, const struct frame *frame) {
    if (run_is_active() || frame->length != 8) return false;
    uint64_t bytes = get_u64(frame->payload);
    for (enum disk disk = DISK_WORK; disk <= DISK_SHM && !session.faulted; disk++) {
        const char *failure = disk_refresh(context, disk, bytes);
        if (failure != NULL) fault(failure);
    }
    /* Where memory stays away, the submission has only itself to blame: it goes on with less. */
    if (session.leftovers && !run_service_is_active()) leftovers_are_gone(session.held_bytes);
    session.held_bytes = facts_held_bytes();
    session.prepared = true;
    session.leftovers = false;
    return true;
}

static bool prepare_service(const struct session_context *context, const struct frame *frame) {
    if (run_service_is_active() || frame->length != 8) return false;
    const char *failure = disk_refresh(context, DISK_SERVICE, get_u64(frame->payload));
    if (failure != NULL) fault(failure);
    session.service_prepared = true;
    return true;
}

static void write_part(const uint8_t *bytes, size_t length, bool more) {
    if (!file_write_all(session.file, bytes, length)) fault("write a file");
    if (more && !session.faulted) return;
    close(session.file);
    session.file = -1;
}

static bool file(const struct session_context *context, const struct frame *frame) {
    const enum disk disks[] = {DISK_APP, DISK_WORK, DISK_SERVICE};
    const uid_t owners[] = {context->compile_id, context->run_id, context->service_id};
    if (session.file >= 0 || frame->length < FILE_HEADER_BYTES) return false;
    const uint8_t *header = frame->payload;
    uint8_t target = header[0];
    size_t path_length = get_u16(header + 2);
    if (target > TARGET_SERVICE || frame->length < FILE_HEADER_BYTES + path_length) return false;
    if (target == TARGET_SERVICE ? run_service_is_active() || !session.service_prepared
                                 : run_is_active())
        return false;
    if (session.faulted) return true;
    const char *failure = target == TARGET_APP ? disk_app_writable(context, true) : NULL;
    if (failure != NULL) {
        fault(failure);
        return true;
    }
    int root = open(disk_path(disks[target]), O_DIRECTORY | O_RDONLY | O_CLOEXEC);
    const uint8_t *path = header + FILE_HEADER_BYTES;
    if (root >= 0) session.file = file_create(root, path, path_length, owners[target]);
    if (session.file < 0)
        fault("make a file");
    else
        write_part(path + path_length, frame->length - FILE_HEADER_BYTES - path_length,
                   (header[1] & FLAG_MORE) != 0);
    if (root >= 0) close(root);
    return true;
}

static bool file_more(const struct frame *frame) {
    if (frame->length < 1) return false;
    if (session.faulted) return true;
    if (session.file < 0) return false;
    write_part(frame->payload + 1, frame->length - 1, (frame->payload[0] & FLAG_MORE) != 0);
    return true;
}

static bool start(const struct session_context *context, const struct frame *frame) {
    if (session.file >= 0 || frame->length < 1) return false;
    bool service = frame->payload[0] == ROLE_SERVICE;
    bool *prepared = service ? &session.service_prepared : &session.prepared;
    bool keeps = frame->payload[0] == ROLE_RUN && frame->length > 1 &&
                 (frame->payload[1] & FLAG_KEEP) != 0 && session.leftovers;
    if (!(*prepared || keeps) || (service ? run_service_is_active() : run_is_active())) return false;
    *prepared = false;
    if (!service) session.leftovers = frame->payload[0] == ROLE_RUN;
    if (session.faulted) return true;
    if (service) return run_start(context, frame);
    const char *failure = disk_app_writable(context, frame->payload[0] == 0);
    if (failure == NULL) return run_start(context, frame);
    fault(failure);
    return true;
}

static bool handle(const struct session_context *context, const struct frame *frame) {
    if (!session.begun && frame->type != FRAME_BEGIN) return false;
    switch (frame->type) {
    case FRAME_BEGIN:
        return begin(context, frame);
    case FRAME_PREPARE:
        return prepare(context, frame);
    case FRAME_PREPARE_SERVICE:
        return prepare_service(context, frame);
    case FRAME_FILE:
        return file(context, frame);
    case FRAME_FILE_MORE:
        return file_more(frame);
    case FRAME_RUN:
        return start(context, frame);
    case FRAME_STDIN:
        return run_stdin(frame);
    case FRAME_STDIN_EOF:
        run_stdin_eof(frame);
        return true;
    case FRAME_KILL:
        run_kill(frame);
        return true;
    case FRAME_TERMINATE:
        run_terminate(frame);
        return true;
    case FRAME_LAP:
        return run_lap(frame);
    case FRAME_TUNNEL_CONNECT:
        return tunnel_connect(frame);
    case FRAME_TUNNEL_DATA:
        return tunnel_data(frame);
    case FRAME_TUNNEL_CREDIT:
        return tunnel_credit(frame);
    case FRAME_TUNNEL_EOF:
        tunnel_eof(frame);
        return true;
    case FRAME_TUNNEL_CLOSE:
        tunnel_close(frame);
        return true;
    case FRAME_END:
        session.ended = true;
        return input_is_empty();
    default:
        return false;
    }
}

static bool handle_input(const struct session_context *context) {
    struct frame frame;
    for (;;) {
        enum frame_result result = session.ended ? FRAME_NONE : input_next(&frame);
        if (result == FRAME_NONE) return true;
        if (result == FRAME_COMPLETE && handle(context, &frame)) continue;
        complain("warden: malformed frame or frame out of place (type 0x%02x, %u bytes)",
                 result == FRAME_COMPLETE ? frame.type : 0,
                 result == FRAME_COMPLETE ? frame.length : 0);
        return false;
    }
}

/* Only interrupts the wait: run_step looks for the dead. */
static void on_child(int signal) {
    (void)signal;
}

static void watch_children(sigset_t *while_waiting) {
    struct sigaction action = {.sa_handler = on_child};
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, while_waiting);
    sigdelset(while_waiting, SIGCHLD);
    sigaction(SIGCHLD, &action, NULL);
}

static enum session_status finish(enum session_status status) {
    run_abandon();
    bool clean = kill_everything();
    if (status != SESSION_CLEAN) return status;
    if (!output_flush_all()) return SESSION_HOST_GONE;
    return clean ? SESSION_CLEAN : SESSION_ANOMALY;
}

enum session_status session_serve(const struct session_context *context) {
    struct pollfd fds[2 + RUN_POLL_FDS + MAX_TUNNELS];
    sigset_t while_waiting;
    watch_children(&while_waiting);
    while (!session.ended) {
        fds[0] = (struct pollfd){.fd = STDIN_FILENO, .events = POLLIN};
        size_t count = 1;
        if (output_pending()) fds[count++] = (struct pollfd){.fd = STDOUT_FILENO, .events = POLLOUT};
        count += run_poll(fds + count);
        const struct pollfd *tunnel_fds = fds + count;
        count += tunnel_poll(fds + count);
        int64_t timeout = run_timeout_ns();
        struct timespec pause = {.tv_sec = timeout / 1000000000, .tv_nsec = timeout % 1000000000};
        int ready = ppoll(fds, (nfds_t)count, timeout < 0 ? NULL : &pause, &while_waiting);
        if (ready < 0 && errno != EINTR) return finish(SESSION_ANOMALY);
        if (ready > 0 && fds[0].revents != 0) {
            if (!input_fill()) return finish(SESSION_HOST_GONE);
            if (!handle_input(context)) return finish(SESSION_VIOLATION);
        }
        if (!run_step()) return finish(SESSION_ANOMALY);
        if (ready > 0) tunnel_step(tunnel_fds);
        if (!output_flush()) return finish(SESSION_HOST_GONE);
    }
    return finish(SESSION_CLEAN);
}
