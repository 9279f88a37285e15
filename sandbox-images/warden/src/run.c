/*
 * The program that runs now: its streams, its limits, its end.
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

enum { RUN_HEADER_BYTES = 40, EXIT_BYTES = 64, LAP_BYTES = 8, LAPPED_BYTES = 40, NS_PER_MS = 1000000, FLAG_STDIN = 1 };
enum exit_kind { EXIT_CODE = 0, EXIT_SIGNAL = 1, EXIT_NOT_STARTED = 2 };
enum stop_reason { STOP_NONE, STOP_CPU, STOP_WALL, STOP_OUTPUT, STOP_CANCELLED };

struct output_stream {
    int fd;
    enum frame_type type;
    uint64_t left;
    bool truncated;
};

static struct {
    bool active;
    bool main_ended;
    bool clean;
    uint16_t channel;
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
    enum stop_reason stopped_by;
    int status;
    /* Bytes that stdin did not take yet; what was taken is credited to the host. */
    uint8_t queue[STDIN_WINDOW_BYTES];
    size_t queue_start, queue_end;
    uint32_t credit;
    bool stdin_ends;
} run = {.stdin_fd = -1, .out = {.fd = -1}, .err = {.fd = -1}};

static char *arguments[MAX_ARGUMENTS + 1];
static char *variables[MAX_VARIABLES + 1];

bool run_is_active(void) {
    return run.active;
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

static void begin(uint16_t channel, const uint8_t *header, const struct spawned *spawned) {
    run.active = true;
    run.main_ended = false;
    run.clean = true;
    run.channel = channel;
    run.pid = spawned->pid;
    run.stdin_fd = spawned->stdin_fd;
    run.out = (struct output_stream){spawned->stdout_fd, FRAME_STDOUT, get_u64(header + 16), false};
    run.err = (struct output_stream){spawned->stderr_fd, FRAME_STDERR, get_u64(header + 24), false};
    run.cpu_limit_ns = (uint64_t)get_u32(header + 8) * NS_PER_MS;
    run.wall_limit_ns = (uint64_t)get_u32(header + 12) * NS_PER_MS;
    run.next_look_ns = run.lap_started_ns + (uint64_t)SHORTEST_INTERVAL_MS * NS_PER_MS;
    run.peak_bytes = 0;
    run.stopped_by = STOP_NONE;
    run.queue_start = run.queue_end = 0;
    run.credit = 0;
    run.stdin_ends = (header[1] & FLAG_STDIN) == 0;
    if (run.stdin_ends) close_fd(&run.stdin_fd);
}

bool run_start(const struct session_context *context, const struct frame *frame) {
    uint8_t *header = frame->payload;
    if (frame->length < RUN_HEADER_BYTES || header[0] > 1) return false;
    size_t argument_count = get_u16(header + 2), variable_count = get_u16(header + 4);
    uint8_t *at = header + RUN_HEADER_BYTES, *end = header + frame->length;
    if (argument_count == 0 || argument_count > MAX_ARGUMENTS || variable_count > MAX_VARIABLES ||
        !take_strings(&at, end, arguments, argument_count) ||
        !take_strings(&at, end, variables, variable_count) || at != end)
        return false;
    bool compile = header[0] == 0;
    struct command command = {
        .id = compile ? context->compile_id : context->run_id,
        .compile = compile,
        .disk_bytes = get_u64(header + 32),
        .arguments = arguments,
        .variables = variables,
    };
    run.own_cpu_at_lap_ns = own_cpu_ns();
    run.at_lap = facts_read();
    run.anonymous_at_start_bytes = run.at_lap.anonymous_bytes;
    run.lap_started_ns = monotonic_ns();
    struct spawned spawned;
    int error = spawn(context, &command, &spawned);
    if (error != 0)
        report_not_started(frame->channel, error);
    else
        begin(frame->channel, header, &spawned);
    return true;
}

/* ---- streams ---------------------------------------------------------------------------------- */

static void stop(enum stop_reason reason) {
    if (run.stopped_by != STOP_NONE || run.main_ended) return;
    run.stopped_by = reason;
    kill(run.pid, SIGKILL);
}

/* Writes what stdin takes; what nobody will read is dropped, and credited all the same. */
static void feed_stdin(void) {
    while (run.queue_start < run.queue_end) {
        size_t length = run.queue_end - run.queue_start;
        ssize_t count = (ssize_t)length;
        if (run.stdin_fd >= 0) count = write(run.stdin_fd, run.queue + run.queue_start, length);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EAGAIN) return;
        if (count < 0) {
            close_fd(&run.stdin_fd);
            continue;
        }
        run.queue_start += (size_t)count;
        run.credit += (uint32_t)count;
    }
    run.queue_start = run.queue_end = 0;
    if (run.stdin_ends) close_fd(&run.stdin_fd);
}

static void send_credit(void) {
    uint8_t payload[4];
    if (run.credit == 0) return;
    put_u32(payload, run.credit);
    output_frame(FRAME_CREDIT, run.channel, payload, sizeof payload);
    run.credit = 0;
}

bool run_stdin(const struct frame *frame) {
    /* A frame that crossed the program's end. */
    if (!run.active || frame->channel != run.channel) return true;
    if (run.stdin_ends) return false;
    if (run.queue_start > 0) {
        memmove(run.queue, run.queue + run.queue_start, run.queue_end - run.queue_start);
        run.queue_end -= run.queue_start;
        run.queue_start = 0;
    }
    if (frame->length > sizeof run.queue - run.queue_end) return false;
    memcpy(run.queue + run.queue_end, frame->payload, frame->length);
    run.queue_end += frame->length;
    feed_stdin();
    send_credit();
    return true;
}

void run_stdin_eof(const struct frame *frame) {
    if (!run.active || frame->channel != run.channel) return;
    run.stdin_ends = true;
    feed_stdin();
}

void run_kill(const struct frame *frame) {
    if (run.active && frame->channel == run.channel) stop(STOP_CANCELLED);
}

/* Takes one chunk; true where there may be more. */
static bool take_output(struct output_stream *stream) {
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
    if (kept > 0) output_commit(stream->type, run.channel, kept);
    if (kept < (size_t)count) {
        stream->truncated = true;
        if (stream->type == FRAME_STDOUT) stop(STOP_OUTPUT);
    }
    return (size_t)count == room;
}

/* ---- limits ------------------------------------------------------------------------------------ */

/*
 * The own clock is read first, here and at the start: that makes the kernel charge the running slice
 * to the group too, whose counter would otherwise lag by up to a tick.
 */
static uint64_t cpu_used_ns(void) {
    uint64_t own = own_cpu_ns() - run.own_cpu_at_lap_ns;
    uint64_t group = facts_cpu_ns() - run.at_lap.cpu_ns;
    return group > own ? group - own : 0;
}

static void sample_memory(uint64_t anonymous_bytes) {
    uint64_t before = run.anonymous_at_start_bytes;
    uint64_t used = anonymous_bytes > before ? anonymous_bytes - before : 0;
    if (used > run.peak_bytes) run.peak_bytes = used;
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

static void look(void) {
    uint64_t now = monotonic_ns();
    if (run.main_ended || now < run.next_look_ns) return;
    uint64_t wall = now - run.lap_started_ns, cpu = cpu_used_ns();
    sample_memory(facts_anonymous_bytes());
    if (cpu >= run.cpu_limit_ns)
        stop(STOP_CPU);
    else if (wall >= run.wall_limit_ns)
        stop(STOP_WALL);
    uint64_t pause = (uint64_t)SAMPLE_INTERVAL_MS * NS_PER_MS;
    if (cpu < run.cpu_limit_ns)
        pause = smallest(pause, (run.cpu_limit_ns - cpu) / cpu_count());
    if (wall < run.wall_limit_ns) pause = smallest(pause, run.wall_limit_ns - wall);
    if (pause < (uint64_t)SHORTEST_INTERVAL_MS * NS_PER_MS)
        pause = (uint64_t)SHORTEST_INTERVAL_MS * NS_PER_MS;
    run.next_look_ns = now + pause;
}

/* ---- laps -------------------------------------------------------------------------------------- */

static uint8_t *put_usage(uint8_t *at, uint64_t cpu_ns, uint64_t until_ns,
                          const struct counters *now) {
    at = put_u64(at, cpu_ns);
    at = put_u64(at, until_ns - run.lap_started_ns);
    at = put_u64(at, run.peak_bytes);
    at = put_u64(at, now->memory_kills - run.at_lap.memory_kills);
    return put_u64(at, now->process_limit_hits - run.at_lap.process_limit_hits);
}

bool run_lap(const struct frame *frame) {
    uint8_t payload[LAPPED_BYTES];
    if (frame->length != LAP_BYTES) return false;
    /* A program that is over, or about to be, tells of its last lap in EXIT. */
    if (!run.active || frame->channel != run.channel || run.main_ended) return true;
    if (run.stopped_by != STOP_NONE) return true;
    uint64_t cpu = cpu_used_ns(), now = monotonic_ns(), own = own_cpu_ns();
    struct counters counters = facts_read();
    sample_memory(counters.anonymous_bytes);
    put_usage(payload, cpu, now, &counters);
    output_frame(FRAME_LAPPED, run.channel, payload, sizeof payload);
    run.own_cpu_at_lap_ns = own;
    run.at_lap = counters;
    run.lap_started_ns = now;
    run.peak_bytes = 0;
    run.cpu_limit_ns = (uint64_t)get_u32(frame->payload) * NS_PER_MS;
    run.wall_limit_ns = (uint64_t)get_u32(frame->payload + 4) * NS_PER_MS;
    run.next_look_ns = now + (uint64_t)SHORTEST_INTERVAL_MS * NS_PER_MS;
    return true;
}

/* ---- end --------------------------------------------------------------------------------------- */

static void reap(void) {
    struct rusage usage;
    int status;
    pid_t pid;
    while (!run.main_ended && (pid = wait4(-1, &status, WNOHANG | __WALL, &usage)) > 0) {
        if (pid != run.pid) continue;
        run.main_ended = true;
        run.ended_ns = monotonic_ns();
        run.status = status;
        uint64_t resident = (uint64_t)usage.ru_maxrss * 1024;
        if (resident > run.peak_bytes) run.peak_bytes = resident;
        sample_memory(facts_anonymous_bytes());
        run.clean = kill_everything();
    }
}

static void report_exit(void) {
    uint64_t cpu_ns = cpu_used_ns();
    struct counters now = facts_read();
    uint8_t payload[EXIT_BYTES], *at = payload;
    bool signaled = WIFSIGNALED(run.status);
    at = put_u8(at, signaled ? EXIT_SIGNAL : EXIT_CODE);
    at = put_u8(at, (uint8_t)run.stopped_by);
    at = put_u8(at, run.out.truncated);
    at = put_u8(at, run.err.truncated);
    at = put_u32(at, (uint32_t)(signaled ? WTERMSIG(run.status) : WEXITSTATUS(run.status)));
    at = put_usage(at, cpu_ns, run.ended_ns, &now);
    output_frame(FRAME_EXIT, run.channel, payload, (size_t)(at - payload));
}

static void close_all(void) {
    close_fd(&run.stdin_fd);
    close_fd(&run.out.fd);
    close_fd(&run.err.fd);
    run.active = false;
}

/* The pipes' other ends are gone: what is read as empty is drained. */
static bool drain(struct output_stream *stream) {
    while (take_output(stream)) continue;
    if (stream->fd >= 0 && output_space() == 0) return false;
    close_fd(&stream->fd);
    return true;
}

bool run_step(void) {
    if (!run.active) return true;
    feed_stdin();
    send_credit();
    take_output(&run.out);
    take_output(&run.err);
    look();
    if (!run.main_ended) reap();
    if (!run.main_ended || !drain(&run.out) || !drain(&run.err)) return true;
    bool clean = run.clean;
    report_exit();
    close_all();
    return clean;
}

void run_abandon(void) {
    run.main_ended = true;
    close_all();
}

size_t run_poll(struct pollfd *fds) {
    size_t count = 0;
    bool room = output_space() > 0;
    if (!run.active) return 0;
    if (run.stdin_fd >= 0 && run.queue_start < run.queue_end)
        fds[count++] = (struct pollfd){.fd = run.stdin_fd, .events = POLLOUT};
    if (run.out.fd >= 0 && room) fds[count++] = (struct pollfd){.fd = run.out.fd, .events = POLLIN};
    if (run.err.fd >= 0 && room) fds[count++] = (struct pollfd){.fd = run.err.fd, .events = POLLIN};
    return count;
}

int64_t run_timeout_ns(void) {
    if (!run.active || run.main_ended) return -1;
    uint64_t now = monotonic_ns();
    return now >= run.next_look_ns ? 0 : (int64_t)(run.next_look_ns - now);
}
