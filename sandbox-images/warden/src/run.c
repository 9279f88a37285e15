/*
 * The programs that run now: their streams, their limits, their ends. At most one compiles or runs;
 * beside it there may be one service, a server of the image's own that lives from run to run.
 *
 * Facts only. Output beyond the cap of stdout stops the program; beyond stderr's it is dropped. CPU
 * time is the control group's, less what this process itself used, and is looked at whenever the
 * program could have used up what was left of it: after (time left) / (number of CPUs).
 *
 * A run can be cut into laps (one for each case that a single process serves): LAP answers what was
 * used since the last one and sets the limits of what follows. It is handled in its turn among the
 * frames, so what the program read from stdin before it is what the lap before accounts for.
 *
 * A run ends when its main process has ended: whatever else it started is then killed, what is left
 * in the pipes is taken up to the caps, and EXIT reports it all. No second program starts before.
 *
 * Beside a service, "whatever else" is what has the program's id, and the service has one of its own;
 * with nothing beside it, it is everything. The control group counts the cell as a whole: a service
 * that works during a run is part of that run's figures, and one that idles adds nothing.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "warden.h"

enum {
    RUN_HEADER_BYTES = 40,
    EXIT_BYTES = 64,
    LAP_BYTES = 8,
    LAPPED_BYTES = 40,
    NS_PER_MS = 1000000,
    FLAG_STDIN = 1,
};
enum exit_kind { EXIT_CODE = 0, EXIT_SIGNAL = 1, EXIT_NOT_STARTED = 2 };
enum stop_reason { STOP_NONE, STOP_CPU, STOP_WALL, STOP_OUTPUT, STOP_CANCELLED };

struct output_stream {
    int fd;
    enum frame_type type;
    uint64_t left;
    bool truncated;
};

struct program {
    bool active;
    /* Its main process is over; then what else it started was killed, and whether it all died. */
    bool main_ended, cleaned, clean;
    uint16_t channel;
    uid_t id;
    enum role role;
    pid_t pid;
    int stdin_fd;
    struct output_stream out, err;
    uint64_t cpu_limit_ns, wall_limit_ns;
    /* The clocks and counters of the lap begin with it, and the first lap with the program. */
    uint64_t lap_started_ns, ended_ns, next_look_ns;
    uint64_t own_cpu_at_lap_ns;
    struct counters at_lap;
    uint64_t anonymous_at_start_bytes;
    uint64_t peak_bytes;
    /* Ends for memory that the kernel did not count, and so did not make. */
    uint64_t own_memory_kills;
    enum stop_reason stopped_by;
    int status;
    /* Bytes that stdin did not take yet; what was taken is credited to the host. */
    uint8_t queue[STDIN_WINDOW_BYTES];
    size_t queue_start, queue_end;
    uint32_t credit;
    bool stdin_ends;
};

enum { MAIN, SERVICE, PROGRAM_COUNT };

static struct program programs[PROGRAM_COUNT] = {
    {.stdin_fd = -1, .out = {.fd = -1}, .err = {.fd = -1}},
    {.stdin_fd = -1, .out = {.fd = -1}, .err = {.fd = -1}},
};
static int proc_fd = -1;

static char *arguments[MAX_ARGUMENTS + 1];
static char *variables[MAX_VARIABLES + 1];

bool run_is_active(void) {
    return programs[MAIN].active;
}

bool run_service_is_active(void) {
    return programs[SERVICE].active;
}

static struct program *find(uint16_t channel) {
    for (struct program *run = programs; run < programs + PROGRAM_COUNT; run++)
        if (run->active && run->channel == channel) return run;
    return NULL;
}

static void close_fd(int *fd) {
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

/* ---- start ------------------------------------------------------------------------------------ */

static bool take_strings(uint8_t **at, const uint8_t *end, char **strings, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint8_t *nul = memchr(*at, '\0', (size_t)(end - *at));
        if (nul == NULL) return false;
        strings[i] = (char *)*at;
        *at = nul + 1;
    }
    strings[count] = NULL;
    return true;
}

static void report_not_started(uint16_t channel, int error) {
    uint8_t payload[EXIT_BYTES] = {EXIT_NOT_STARTED};
    const char *name = strerrorname_np(error);
    if (name == NULL) name = "EUNKNOWN";
    size_t length = strlen(name);
    memcpy(payload + 48, name, length);
    output_frame(FRAME_EXIT, channel, payload, 48 + length);
}

/* The largest number means none. */
static uint64_t limit_ns(const uint8_t *bytes) {
    uint32_t limit_ms = get_u32(bytes);
    return limit_ms == UINT32_MAX ? UINT64_MAX : (uint64_t)limit_ms * NS_PER_MS;
}

static void begin(struct program *run, uint16_t channel, const uint8_t *header,
                  const struct spawned *spawned) {
    run->active = true;
    run->main_ended = run->cleaned = false;
    run->clean = true;
    run->channel = channel;
    run->pid = spawned->pid;
    run->stdin_fd = spawned->stdin_fd;
    run->out = (struct output_stream){spawned->stdout_fd, FRAME_STDOUT, get_u64(header + 16), false};
    run->err = (struct output_stream){spawned->stderr_fd, FRAME_STDERR, get_u64(header + 24), false};
    run->cpu_limit_ns = limit_ns(header + 8);
    run->wall_limit_ns = limit_ns(header + 12);
    run->next_look_ns = run->lap_started_ns + (uint64_t)SHORTEST_INTERVAL_MS * NS_PER_MS;
    run->peak_bytes = 0;
    run->own_memory_kills = 0;
    run->stopped_by = STOP_NONE;
    run->queue_start = run->queue_end = 0;
    run->credit = 0;
    run->stdin_ends = (header[1] & FLAG_STDIN) == 0;
    if (run->stdin_ends) close_fd(&run->stdin_fd);
}

bool run_start(const struct session_context *context, const struct frame *frame) {
    uint8_t *header = frame->payload;
    if (frame->length < RUN_HEADER_BYTES || header[0] > ROLE_SERVICE) return false;
    size_t argument_count = get_u16(header + 2), variable_count = get_u16(header + 4);
    uint8_t *at = header + RUN_HEADER_BYTES, *end = header + frame->length;
    if (argument_count == 0 || argument_count > MAX_ARGUMENTS || variable_count > MAX_VARIABLES ||
        !take_strings(&at, end, arguments, argument_count) ||
        !take_strings(&at, end, variables, variable_count) || at != end)
        return false;
    const uid_t ids[] = {context->compile_id, context->run_id, context->service_id};
    struct command command = {
        .id = ids[header[0]],
        .role = header[0],
        .disk_bytes = get_u64(header + 32),
        .arguments = arguments,
        .variables = variables,
    };
    struct program *run = &programs[command.role == ROLE_SERVICE ? SERVICE : MAIN];
    if (run->active) return false;
    proc_fd = context->proc_fd;
    run->id = command.id;
    run->role = command.role;
    run->own_cpu_at_lap_ns = own_cpu_ns();
    run->at_lap = facts_read();
    run->anonymous_at_start_bytes = run->at_lap.anonymous_bytes;
    run->lap_started_ns = monotonic_ns();
    struct spawned spawned;
    int error = spawn(context, &command, &spawned);
    if (error != 0)
        report_not_started(frame->channel, error);
    else
        begin(run, frame->channel, header, &spawned);
    return true;
}

/* ---- streams ---------------------------------------------------------------------------------- */

static void stop(struct program *run, enum stop_reason reason) {
    if (run->stopped_by != STOP_NONE || run->main_ended) return;
    run->stopped_by = reason;
    kill(run->pid, SIGKILL);
}

/* Writes what stdin takes; what nobody will read is dropped, and credited all the same. */
static void feed_stdin(struct program *run) {
    while (run->queue_start < run->queue_end) {
        size_t length = run->queue_end - run->queue_start;
        ssize_t count = (ssize_t)length;
        if (run->stdin_fd >= 0) count = write(run->stdin_fd, run->queue + run->queue_start, length);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EAGAIN) return;
        if (count < 0) {
            close_fd(&run->stdin_fd);
            continue;
        }
        run->queue_start += (size_t)count;
        run->credit += (uint32_t)count;
    }
    run->queue_start = run->queue_end = 0;
    if (run->stdin_ends) close_fd(&run->stdin_fd);
}

static void send_credit(struct program *run) {
    uint8_t payload[4];
    if (run->credit == 0) return;
    put_u32(payload, run->credit);
    output_frame(FRAME_CREDIT, run->channel, payload, sizeof payload);
    run->credit = 0;
}

bool run_stdin(const struct frame *frame) {
    struct program *run = find(frame->channel);
    /* A frame that crossed the program's end. */
    if (run == NULL) return true;
    if (run->stdin_ends) return false;
    if (run->queue_start > 0) {
        memmove(run->queue, run->queue + run->queue_start, run->queue_end - run->queue_start);
        run->queue_end -= run->queue_start;
        run->queue_start = 0;
    }
    if (frame->length > sizeof run->queue - run->queue_end) return false;
    memcpy(run->queue + run->queue_end, frame->payload, frame->length);
    run->queue_end += frame->length;
    feed_stdin(run);
    send_credit(run);
    return true;
}

void run_stdin_eof(const struct frame *frame) {
    struct program *run = find(frame->channel);
    if (run == NULL) return;
    run->stdin_ends = true;
    feed_stdin(run);
}

void run_kill(const struct frame *frame) {
    struct program *run = find(frame->channel);
    if (run != NULL) stop(run, STOP_CANCELLED);
}

/* Asks the program's main process to end; whether it does is its own affair. */
void run_terminate(const struct frame *frame) {
    struct program *run = find(frame->channel);
    if (run != NULL && !run->main_ended) kill(run->pid, SIGTERM);
}

/* Takes one chunk; true where there may be more. */
static bool take_output(struct program *run, struct output_stream *stream) {
    size_t room = output_space();
    if (stream->fd < 0 || room == 0) return false;
    if (room > OUTPUT_CHUNK_BYTES) room = OUTPUT_CHUNK_BYTES;
    uint8_t *target = output_reserve();
    ssize_t count = read(stream->fd, target, room);
    if (count < 0) return errno == EINTR;
    if (count == 0) {
        close_fd(&stream->fd);
        return false;
    }
    size_t kept = (uint64_t)count < stream->left ? (size_t)count : (size_t)stream->left;
    stream->left -= kept;
    if (kept > 0) output_commit(stream->type, run->channel, kept);
    if (kept < (size_t)count) {
        stream->truncated = true;
        bool stops = stream->type == FRAME_STDOUT && run->role != ROLE_SERVICE;
        if (stops) stop(run, STOP_OUTPUT);
    }
    return (size_t)count == room;
}

/* ---- limits ------------------------------------------------------------------------------------ */

/*
 * The own clock is read first, here and at the start: that makes the kernel charge the running slice
 * to the group too, whose counter would otherwise lag by up to a tick.
 */
static uint64_t cpu_used_ns(struct program *run) {
    uint64_t own = own_cpu_ns() - run->own_cpu_at_lap_ns;
    uint64_t group = facts_cpu_ns() - run->at_lap.cpu_ns;
    return group > own ? group - own : 0;
}

static void sample_memory(struct program *run, uint64_t anonymous_bytes) {
    uint64_t before = run->anonymous_at_start_bytes;
    uint64_t used = anonymous_bytes > before ? anonymous_bytes - before : 0;
    if (used > run->peak_bytes) run->peak_bytes = used;
}

/* As the kernel's killer would, were it to count what lies in sockets. */
static void look_at_memory(struct program *run) {
    uint64_t in_sockets = sockets_uncharged_bytes(proc_fd);
    sample_memory(run, facts_anonymous_bytes() + in_sockets);
    if (in_sockets == 0 || facts_held_bytes() + in_sockets <= facts_limit_bytes()) return;
    if (run->stopped_by != STOP_NONE || run->own_memory_kills > 0) return;
    run->own_memory_kills = 1;
    kill(run->pid, SIGKILL);
}

static uint64_t smallest(uint64_t a, uint64_t b) {
    return a < b ? a : b;
}

/* How many CPUs can use up CPU time at once. */
static uint64_t cpu_count(void) {
    static int count;
    cpu_set_t cpus;
    if (count == 0) count = sched_getaffinity(0, sizeof cpus, &cpus) == 0 ? CPU_COUNT(&cpus) : 1024;
    return (uint64_t)count;
}

static void look(struct program *run) {
    uint64_t now = monotonic_ns();
    if (run->main_ended || now < run->next_look_ns) return;
    if (run->cpu_limit_ns == UINT64_MAX && run->wall_limit_ns == UINT64_MAX) {
        /* A service that waits to be needed wakes nobody. */
        run->next_look_ns = UINT64_MAX;
        return;
    }
    uint64_t wall = now - run->lap_started_ns, cpu = cpu_used_ns(run);
    look_at_memory(run);
    if (cpu >= run->cpu_limit_ns)
        stop(run, STOP_CPU);
    else if (wall >= run->wall_limit_ns)
        stop(run, STOP_WALL);
    uint64_t pause = (uint64_t)SAMPLE_INTERVAL_MS * NS_PER_MS;
    if (cpu < run->cpu_limit_ns)
        pause = smallest(pause, (run->cpu_limit_ns - cpu) / cpu_count());
    if (wall < run->wall_limit_ns) pause = smallest(pause, run->wall_limit_ns - wall);
    if (pause < (uint64_t)SHORTEST_INTERVAL_MS * NS_PER_MS)
        pause = (uint64_t)SHORTEST_INTERVAL_MS * NS_PER_MS;
    run->next_look_ns = now + pause;
}

/* ---- laps -------------------------------------------------------------------------------------- */

static uint8_t *put_usage(const struct program *run, uint8_t *at, uint64_t cpu_ns, uint64_t until_ns,
                          const struct counters *now) {
    at = put_u64(at, cpu_ns);
    at = put_u64(at, until_ns - run->lap_started_ns);
    at = put_u64(at, run->peak_bytes);
    at = put_u64(at, now->memory_kills - run->at_lap.memory_kills + run->own_memory_kills);
    return put_u64(at, now->process_limit_hits - run->at_lap.process_limit_hits);
}

bool run_lap(const struct frame *frame) {
    uint8_t payload[LAPPED_BYTES];
    struct program *run = find(frame->channel);
    if (frame->length != LAP_BYTES) return false;
    /* A program that is over, or about to be, tells of its last lap in EXIT. */
    if (run == NULL || run->main_ended || run->stopped_by != STOP_NONE) return true;
    uint64_t cpu = cpu_used_ns(run), now = monotonic_ns(), own = own_cpu_ns();
    struct counters counters = facts_read();
    sample_memory(run, counters.anonymous_bytes);
    put_usage(run, payload, cpu, now, &counters);
    output_frame(FRAME_LAPPED, run->channel, payload, sizeof payload);
    run->own_cpu_at_lap_ns = own;
    run->at_lap = counters;
    run->lap_started_ns = now;
    run->peak_bytes = 0;
    run->cpu_limit_ns = limit_ns(frame->payload);
    run->wall_limit_ns = limit_ns(frame->payload + 4);
    run->next_look_ns = now + (uint64_t)SHORTEST_INTERVAL_MS * NS_PER_MS;
    return true;
}

/* ---- end --------------------------------------------------------------------------------------- */

static void note_end(struct program *run, int status, const struct rusage *usage) {
    uint64_t resident = (uint64_t)usage->ru_maxrss * 1024;
    run->main_ended = true;
    run->ended_ns = monotonic_ns();
    run->status = status;
    if (resident > run->peak_bytes) run->peak_bytes = resident;
    sample_memory(run, facts_anonymous_bytes());
}

static void reap(void) {
    struct rusage usage;
    int status;
    pid_t pid;
    while ((pid = wait4(-1, &status, WNOHANG | __WALL, &usage)) > 0)
        for (struct program *run = programs; run < programs + PROGRAM_COUNT; run++)
            if (run->active && !run->main_ended && run->pid == pid) note_end(run, status, &usage);
}

/* Kills what a program has left, beside another one that goes on; false if something survived. */
static bool kill_of(uid_t id) {
    uint64_t deadline = monotonic_ns() + (uint64_t)DEATH_PATIENCE_MS * NS_PER_MS;
    for (;;) {
        kill_owned(id);
        reap();
        if (!is_owner(proc_fd, id)) return true;
        if (monotonic_ns() > deadline) return false;
        poll(NULL, 0, 1);
    }
}

static void clean_up(struct program *run) {
    const struct program *other = &programs[run == &programs[MAIN] ? SERVICE : MAIN];
    if (!run->active || !run->main_ended || run->cleaned) return;
    run->clean = other->active && !other->main_ended ? kill_of(run->id) : kill_everything();
    run->cleaned = true;
}

static void report_exit(struct program *run) {
    uint64_t cpu_ns = cpu_used_ns(run);
    struct counters now = facts_read();
    uint8_t payload[EXIT_BYTES], *at = payload;
    bool signaled = WIFSIGNALED(run->status);
    at = put_u8(at, signaled ? EXIT_SIGNAL : EXIT_CODE);
    at = put_u8(at, (uint8_t)run->stopped_by);
    at = put_u8(at, run->out.truncated);
    at = put_u8(at, run->err.truncated);
    at = put_u32(at, (uint32_t)(signaled ? WTERMSIG(run->status) : WEXITSTATUS(run->status)));
    at = put_usage(run, at, cpu_ns, run->ended_ns, &now);
    output_frame(FRAME_EXIT, run->channel, payload, (size_t)(at - payload));
}

static void close_all(struct program *run) {
    close_fd(&run->stdin_fd);
    close_fd(&run->out.fd);
    close_fd(&run->err.fd);
    run->active = false;
}

/* The pipes' other ends are gone: what is read as empty is drained. */
static bool drain(struct program *run, struct output_stream *stream) {
    while (take_output(run, stream)) continue;
    if (stream->fd >= 0 && output_space() == 0) return false;
    close_fd(&stream->fd);
    return true;
}

static bool step(struct program *run) {
    if (!run->active) return true;
    feed_stdin(run);
    send_credit(run);
    take_output(run, &run->out);
    take_output(run, &run->err);
    look(run);
    if (!run->main_ended) reap();
    clean_up(run);
    if (!run->main_ended || !drain(run, &run->out) || !drain(run, &run->err)) return true;
    bool clean = run->clean;
    report_exit(run);
    close_all(run);
    return clean;
}

bool run_step(void) {
    bool clean = true;
    for (struct program *run = programs; run < programs + PROGRAM_COUNT; run++)
        clean = step(run) && clean;
    return clean;
}

void run_abandon(void) {
    for (struct program *run = programs; run < programs + PROGRAM_COUNT; run++) {
        run->main_ended = true;
        close_all(run);
    }
}

size_t run_poll(struct pollfd *fds) {
    size_t count = 0;
    bool room = output_space() > 0;
    for (struct program *run = programs; run < programs + PROGRAM_COUNT; run++) {
        if (!run->active) continue;
        if (run->stdin_fd >= 0 && run->queue_start < run->queue_end)
            fds[count++] = (struct pollfd){.fd = run->stdin_fd, .events = POLLOUT};
        if (run->out.fd >= 0 && room)
            fds[count++] = (struct pollfd){.fd = run->out.fd, .events = POLLIN};
        if (run->err.fd >= 0 && room)
            fds[count++] = (struct pollfd){.fd = run->err.fd, .events = POLLIN};
    }
    return count;
}

int64_t run_timeout_ns(void) {
    uint64_t next = UINT64_MAX;
    for (struct program *run = programs; run < programs + PROGRAM_COUNT; run++)
        if (run->active && !run->main_ended) next = smallest(next, run->next_look_ns);
    if (next == UINT64_MAX) return -1;
    uint64_t now = monotonic_ns();
    return now >= next ? 0 : (int64_t)(next - now);
}
