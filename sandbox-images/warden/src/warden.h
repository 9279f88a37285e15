/*
 * What the warden's files share. README.md beside src/ tells how the parts work together; the
 * protocol's numbers are mirrored in worker/sandbox/warden/protocol.ts.
 */
#ifndef WARDEN_H
#define WARDEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* ---- limits ---------------------------------------------------------------------------------- */

enum {
    PROTOCOL_VERSION = 1,
    FRAME_HEADER_BYTES = 8,
    MAX_PAYLOAD_BYTES = 128 * 1024,
    OUTPUT_BUFFER_BYTES = 256 * 1024,
    /* Kept free of learners' output, so that a control frame always fits. */
    OUTPUT_RESERVE_BYTES = 16 * 1024,
    OUTPUT_CHUNK_BYTES = 64 * 1024,
    /* Stdin bytes the host may send beyond what it was credited. */
    STDIN_WINDOW_BYTES = 256 * 1024,
    MAX_ARGUMENTS = 4096,
    MAX_VARIABLES = 1024,
    MAX_PATH_BYTES = 1024,
    MAX_PATH_DEPTH = 32,
    TMPFS_INODES = 16384,
    DEFAULT_DISK_BYTES = 32 * 1024 * 1024,
    OPEN_FILES = 1024,
    STACK_BYTES = 64 * 1024 * 1024,
    /* Between two looks at the clock, the CPU time and the memory of a run. */
    SAMPLE_INTERVAL_MS = 15,
    SHORTEST_INTERVAL_MS = 1,
    /* How long processes may take to die after SIGKILL before it is an anomaly. */
    DEATH_PATIENCE_MS = 5000,
    MAX_MESSAGE_BYTES = 400,
    /* Connections into a session at a time, and what may be under way on each, in each direction. */
    MAX_TUNNELS = 64,
    TUNNEL_WINDOW_BYTES = 64 * 1024,
    TUNNEL_CHUNK_BYTES = 16 * 1024,
};

/* ---- frames (frames.c) ------------------------------------------------------------------------ */

enum frame_type {
    /* host to warden */
    FRAME_BEGIN = 0x01,
    FRAME_PREPARE = 0x02,
    FRAME_FILE = 0x03,
    FRAME_FILE_MORE = 0x04,
    FRAME_RUN = 0x05,
    FRAME_STDIN = 0x06,
    FRAME_STDIN_EOF = 0x07,
    FRAME_KILL = 0x08,
    FRAME_END = 0x09,
    FRAME_LAP = 0x0a,
    FRAME_PREPARE_SERVICE = 0x0b,
    FRAME_TERMINATE = 0x0c,
    FRAME_TUNNEL_CONNECT = 0x20,
    FRAME_TUNNEL_DATA = 0x21,
    FRAME_TUNNEL_CREDIT = 0x22,
    FRAME_TUNNEL_EOF = 0x23,
    FRAME_TUNNEL_CLOSE = 0x24,
    /* warden to host */
    FRAME_READY = 0x81,
    FRAME_STDOUT = 0x82,
    FRAME_STDERR = 0x83,
    FRAME_CREDIT = 0x84,
    FRAME_EXIT = 0x85,
    FRAME_ENDED = 0x86,
    FRAME_FAULT = 0x87,
    FRAME_LAPPED = 0x88,
    FRAME_TUNNEL_CONNECTED = 0xa0,
    FRAME_TUNNEL_DATA_BACK = 0xa1,
    FRAME_TUNNEL_CREDIT_BACK = 0xa2,
    FRAME_TUNNEL_EOF_BACK = 0xa3,
    FRAME_TUNNEL_CLOSED = 0xa4,
};

struct frame {
    enum frame_type type;
    uint16_t channel;
    uint32_t length;
    uint8_t *payload;
};

enum frame_result { FRAME_NONE, FRAME_COMPLETE, FRAME_MALFORMED };

/* Reads what is there; false at the end of the stream. */
bool input_fill(void);
/* The next whole frame of what was read. Its payload is valid until the next input_fill. */
enum frame_result input_next(struct frame *frame);
bool input_is_empty(void);

size_t output_space(void);
/* Space for a payload that is filled in place, then committed. */
uint8_t *output_reserve(void);
void output_commit(enum frame_type type, uint16_t channel, size_t length);
/* Only for small frames: OUTPUT_RESERVE_BYTES keeps room for them. */
void output_frame(enum frame_type type, uint16_t channel, const void *payload, size_t length);
bool output_pending(void);
/* Writes what the host takes without waiting; false when the host is gone. */
bool output_flush(void);
/* Writes everything; false when the host is gone. */
bool output_flush_all(void);

/* ---- little helpers (util.c) ------------------------------------------------------------------ */

uint16_t get_u16(const uint8_t *bytes);
uint32_t get_u32(const uint8_t *bytes);
uint64_t get_u64(const uint8_t *bytes);
uint8_t *put_u8(uint8_t *at, uint8_t value);
uint8_t *put_u16(uint8_t *at, uint16_t value);
uint8_t *put_u32(uint8_t *at, uint32_t value);
uint8_t *put_u64(uint8_t *at, uint64_t value);
uint64_t monotonic_ns(void);
uint64_t own_cpu_ns(void);
/* A line on stderr, which the host logs. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* ---- ids and modes (main.c) ------------------------------------------------------------------- */

/* How a session process ended, as its exit status. */
enum session_status {
    SESSION_CLEAN = 0,
    SESSION_HOST_GONE = 3,
    SESSION_VIOLATION = 4,
    SESSION_ANOMALY = 5,
    SESSION_NOT_PREPARED = 6,
};

/* The numbers are the protocol's. */
enum role { ROLE_COMPILE = 0, ROLE_RUN = 1, ROLE_SERVICE = 2 };

/* What a session works with; the ids are as seen by the session itself. */
struct session_context {
    bool namespaces;
    uid_t compile_id;
    uid_t run_id;
    uid_t service_id;
    /* A /proc that can be written, beneath the read-only one that learners see. */
    int proc_fd;
};

/* ---- namespaces.c ----------------------------------------------------------------------------- */

/* Forks the next session, in namespaces of its own; 0 in the child, once its ids are mapped. */
pid_t namespaces_fork(uid_t outer_base);
/* In the child: mounts, loopback, host name. NULL, or what failed (errno tells why). */
const char *namespaces_set_up(struct session_context *context);

/* ---- disks.c: the writable directories --------------------------------------------------------- */

/* The service's is only there once it was asked for. */
enum disk { DISK_APP, DISK_WORK, DISK_TMP, DISK_SHM, DISK_SERVICE, DISK_COUNT };

/* Mounts all of them (with namespaces), or sets the owners of what Docker mounted. */
const char *disks_set_up(const struct session_context *context);
/* Makes one of them empty and of that size. */
const char *disk_refresh(const struct session_context *context, enum disk disk, uint64_t bytes);
const char *disk_app_writable(const struct session_context *context, bool writable);
const char *disk_path(enum disk disk);

/* ---- files.c ----------------------------------------------------------------------------------- */

/* A new file for writing beneath root, owned by owner; -1 with errno. Replaces what is there. */
int file_create(int root, const uint8_t *path, size_t length, uid_t owner);
bool file_write_all(int fd, const uint8_t *bytes, size_t length);

/* ---- wipe.c ------------------------------------------------------------------------------------ */

/* Removes everything beneath an open directory, never following a link; false with errno. */
bool wipe_directory(int directory);
/* Removes one entry, whatever it is. */
bool wipe_entry(int directory, const char *name);

/* ---- facts.c: the control group ---------------------------------------------------------------- */

struct counters {
    uint64_t cpu_ns;
    uint64_t memory_kills;
    uint64_t process_limit_hits;
    uint64_t anonymous_bytes;
};

/* Opens the control group's files; false where neither version's are there. */
bool facts_open(void);
int facts_cgroup_version(void);
uint64_t facts_cpu_ns(void);
uint64_t facts_anonymous_bytes(void);
/* What processes and files in memory hold, all that no cache could give back. */
uint64_t facts_held_bytes(void);
struct counters facts_read(void);
/* The cell's memory limit. */
uint64_t facts_limit_bytes(void);

/* ---- leftovers.c ------------------------------------------------------------------------------- */

/* Waits, within bounds, until no more is held than before (facts_held_bytes); false: it stayed. */
bool leftovers_are_gone(uint64_t before_bytes);

/* ---- sockets.c --------------------------------------------------------------------------------- */

/* Bounds what one TCP socket of the namespace buffers, and prepares to count; what failed, or NULL. */
const char *sockets_set_up(int proc_fd, bool own_namespace);
/* What the namespace's sockets hold and no control group counts. */
uint64_t sockets_uncharged_bytes(int proc_fd);

/* ---- filter.c ---------------------------------------------------------------------------------- */

/* Installs the learner's system call filter, for good. */
bool filter_install(bool private_ipc);

/* ---- spawn.c ----------------------------------------------------------------------------------- */

struct command {
    uid_t id;
    enum role role;
    uint64_t disk_bytes;
    char **arguments;
    char **variables;
};

struct spawned {
    pid_t pid;
    int stdin_fd;
    int stdout_fd;
    int stderr_fd;
};

/* Starts a program; 0, or the errno of the step that failed. */
int spawn(const struct session_context *context, const struct command *command,
          struct spawned *spawned);
/* Kills everything but this process and PID 1, and reaps it; false if something survived. */
bool kill_everything(void);
/* Kills every process of that id. */
void kill_owned(uid_t id);
/* Whether there is one, dead and not reaped included. */
bool is_owner(int proc_fd, uid_t id);

/* ---- run.c: the programs that run now ------------------------------------------------------------ */

struct pollfd;

/* One that compiles or runs; the service. */
bool run_is_active(void);
bool run_service_is_active(void);
/* Parses and starts; false on a malformed frame. */
bool run_start(const struct session_context *context, const struct frame *frame);
bool run_stdin(const struct frame *frame);
void run_stdin_eof(const struct frame *frame);
void run_kill(const struct frame *frame);
void run_terminate(const struct frame *frame);
/* Reports what was used since the last lap, and sets new limits. */
bool run_lap(const struct frame *frame);
/* Fills in what to wait for (at most RUN_POLL_FDS), and until when (-1: for ever). */
enum { RUN_POLL_FDS = 6 };
size_t run_poll(struct pollfd *fds);
int64_t run_timeout_ns(void);
/* Moves bytes, reaps, enforces limits, reports the end; false on an anomaly. */
bool run_step(void);
/* For a session that ends: kills without a report. */
void run_abandon(void);

/* ---- tunnel.c: connections into the session ------------------------------------------------------ */

/* False where the host broke its promises; frames for a connection that is over are dropped. */
bool tunnel_connect(const struct frame *frame);
bool tunnel_data(const struct frame *frame);
bool tunnel_credit(const struct frame *frame);
void tunnel_eof(const struct frame *frame);
void tunnel_close(const struct frame *frame);
/* Fills in what to wait for (at most MAX_TUNNELS); the same array then goes to tunnel_step. */
size_t tunnel_poll(struct pollfd *fds);
void tunnel_step(const struct pollfd *fds);

/* ---- session.c ---------------------------------------------------------------------------------- */

/* Serves one session over fd 0 and 1; returns how it ended. */
enum session_status session_serve(const struct session_context *context);

#endif
