/*
 * Tunnels: byte streams between the host and servers inside a session.
 *
 * Theory of operation. The servers are learners': they may refuse, flood, never read, close halfway
 * or not at all. Nothing here ever waits for one of them.
 *
 * - Towards the server: what the socket does not take at once waits in the connection's own queue of
 *   TUNNEL_WINDOW_BYTES, which the host may never overfill: it is credited what left the queue. A
 *   server that does not read stops its own connection, and no other frame.
 * - Towards the host: a connection is only read while the host gave it credit (TUNNEL_WINDOW_BYTES
 *   at first) and the output buffer has room beyond its reserve, a small piece at a time, each in
 *   its turn. A server that floods fills its own window.
 * - Every CONNECT is answered by exactly one CLOSED in the end, after which the channel is unknown
 *   and frames for it, which may have been under way, are dropped. Until then it counts against
 *   MAX_TUNNELS, for the host as well; together with credit in quarters of the window that bounds
 *   the control frames of a host that does not read (README.md).
 * - Descriptors sent over a UNIX socket are dropped by read(); the names of sockets are the host's.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "warden.h"

enum { TARGET_TCP = 0, TARGET_UNIX = 1, TARGET_BYTES = 4 };

struct tunnel {
    bool open;
    bool connecting;
    /* The host sends no more; it was passed on. */
    bool host_ended, shut;
    bool server_ended;
    /* Why nothing can be written any more; 0 while it can. */
    int write_error;
    uint16_t channel;
    int fd;
    /* What to look for in the next wait, and what was found. */
    size_t poll_index;
    /* Bytes that the host takes; bytes that it has yet to be told were taken. */
    uint32_t window, credit;
    size_t queue_start, queue_end;
    uint8_t queue[TUNNEL_WINDOW_BYTES];
};

static struct tunnel tunnels[MAX_TUNNELS];
/* One above the last one that was ever open; who is served first. */
static size_t tunnel_count, next_turn;

static struct tunnel *find(uint16_t channel) {
    for (size_t i = 0; i < tunnel_count; i++)
        if (tunnels[i].open && tunnels[i].channel == channel) return &tunnels[i];
    return NULL;
}

static void report_closed(uint16_t channel, int error) {
    const char *name = error == 0 ? "" : strerrorname_np(error);
    if (name == NULL) name = "EUNKNOWN";
    output_frame(FRAME_TUNNEL_CLOSED, channel, name, strlen(name));
}

static void close_tunnel(struct tunnel *tunnel, int error) {
    close(tunnel->fd);
    tunnel->open = false;
    report_closed(tunnel->channel, error);
}

static void give_credit(struct tunnel *tunnel, size_t bytes) {
    uint8_t payload[4];
    tunnel->credit += (uint32_t)bytes;
    if (tunnel->credit < TUNNEL_WINDOW_BYTES / 4) return;
    put_u32(payload, tunnel->credit);
    output_frame(FRAME_TUNNEL_CREDIT_BACK, tunnel->channel, payload, sizeof payload);
    tunnel->credit = 0;
}

/* ---- connecting ------------------------------------------------------------------------------- */

static int open_socket(int family) {
    const int bytes = TUNNEL_WINDOW_BYTES, on = 1;
    int fd = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -1;
    /* The kernel's buffers count as the cell's memory: they shall not grow by themselves. */
    setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
    if (family == AF_INET) setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

static bool start_connecting(struct tunnel *tunnel, const uint8_t *payload, size_t length) {
    struct sockaddr_in internet = {
        .sin_family = AF_INET,
        .sin_port = htons(get_u16(payload + 2)),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    struct sockaddr_un local = {.sun_family = AF_UNIX};
    bool tcp = payload[0] == TARGET_TCP;
    if (!tcp) memcpy(local.sun_path, payload + TARGET_BYTES, length - TARGET_BYTES);
    tunnel->fd = open_socket(tcp ? AF_INET : AF_UNIX);
    if (tunnel->fd < 0) return false;
    int result = connect(tunnel->fd, tcp ? (struct sockaddr *)&internet : (struct sockaddr *)&local,
                         tcp ? sizeof internet : sizeof local);
    if (result == 0 || errno == EINPROGRESS) return true;
    int error = errno;
    close(tunnel->fd);
    errno = error;
    return false;
}

static struct tunnel *free_tunnel(void) {
    for (size_t i = 0; i < MAX_TUNNELS; i++) {
        if (tunnels[i].open) continue;
        if (i >= tunnel_count) tunnel_count = i + 1;
        return &tunnels[i];
    }
    return NULL;
}

bool tunnel_connect(const struct frame *frame) {
    const size_t path_bytes = sizeof((struct sockaddr_un *)0)->sun_path;
    if (frame->length < TARGET_BYTES || frame->payload[0] > TARGET_UNIX || frame->channel == 0)
        return false;
    bool tcp = frame->payload[0] == TARGET_TCP;
    size_t path_length = frame->length - TARGET_BYTES;
    /* A path begins with a slash, so it is never an abstract name, and has room for its NUL. */
    if (tcp ? path_length > 0
            : path_length == 0 || path_length >= path_bytes || frame->payload[TARGET_BYTES] != '/')
        return false;
    struct tunnel *tunnel = free_tunnel();
    if (tunnel == NULL || find(frame->channel) != NULL) return false;
    if (!start_connecting(tunnel, frame->payload, frame->length)) {
        report_closed(frame->channel, errno);
        return true;
    }
    tunnel->open = tunnel->connecting = true;
    tunnel->host_ended = tunnel->shut = tunnel->server_ended = false;
    tunnel->write_error = 0;
    tunnel->channel = frame->channel;
    tunnel->poll_index = SIZE_MAX;
    tunnel->window = TUNNEL_WINDOW_BYTES;
    tunnel->credit = 0;
    tunnel->queue_start = tunnel->queue_end = 0;
    return true;
}

static void finish_connecting(struct tunnel *tunnel) {
    int error = 0;
    socklen_t length = sizeof error;
    if (getsockopt(tunnel->fd, SOL_SOCKET, SO_ERROR, &error, &length) < 0) error = errno;
    if (error != 0) {
        close_tunnel(tunnel, error);
        return;
    }
    tunnel->connecting = false;
    output_frame(FRAME_TUNNEL_CONNECTED, tunnel->channel, NULL, 0);
}

/* ---- towards the server ------------------------------------------------------------------------ */

static void drop_queue(struct tunnel *tunnel) {
    give_credit(tunnel, tunnel->queue_end - tunnel->queue_start);
    tunnel->queue_start = tunnel->queue_end = 0;
}

static void feed(struct tunnel *tunnel) {
    if (tunnel->connecting) return;
    while (tunnel->queue_start < tunnel->queue_end && tunnel->write_error == 0) {
        ssize_t count = send(tunnel->fd, tunnel->queue + tunnel->queue_start,
                             tunnel->queue_end - tunnel->queue_start, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EAGAIN) return;
        if (count < 0) {
            /* What the server still has to say is read all the same. */
            tunnel->write_error = errno;
            break;
        }
        tunnel->queue_start += (size_t)count;
        give_credit(tunnel, (size_t)count);
    }
    drop_queue(tunnel);
    if (!tunnel->host_ended || tunnel->shut) return;
    shutdown(tunnel->fd, SHUT_WR);
    tunnel->shut = true;
}

static void close_where_over(struct tunnel *tunnel) {
    if (tunnel->server_ended && (tunnel->shut || tunnel->write_error != 0))
        close_tunnel(tunnel, tunnel->write_error);
}

bool tunnel_data(const struct frame *frame) {
    struct tunnel *tunnel = find(frame->channel);
    if (tunnel == NULL) return true;
    if (tunnel->host_ended) return false;
    if (tunnel->queue_start > 0) {
        memmove(tunnel->queue, tunnel->queue + tunnel->queue_start,
                tunnel->queue_end - tunnel->queue_start);
        tunnel->queue_end -= tunnel->queue_start;
        tunnel->queue_start = 0;
    }
    if (frame->length > sizeof tunnel->queue - tunnel->queue_end) return false;
    memcpy(tunnel->queue + tunnel->queue_end, frame->payload, frame->length);
    tunnel->queue_end += frame->length;
    feed(tunnel);
    close_where_over(tunnel);
    return true;
}

bool tunnel_credit(const struct frame *frame) {
    struct tunnel *tunnel = find(frame->channel);
    if (frame->length != 4) return false;
    if (tunnel == NULL) return true;
    uint32_t bytes = get_u32(frame->payload);
    if (bytes > TUNNEL_WINDOW_BYTES - tunnel->window) return false;
    tunnel->window += bytes;
    return true;
}

void tunnel_eof(const struct frame *frame) {
    struct tunnel *tunnel = find(frame->channel);
    if (tunnel == NULL) return;
    tunnel->host_ended = true;
    feed(tunnel);
    close_where_over(tunnel);
}

void tunnel_close(const struct frame *frame) {
    struct tunnel *tunnel = find(frame->channel);
    if (tunnel != NULL) close_tunnel(tunnel, 0);
}

/* ---- towards the host -------------------------------------------------------------------------- */

static size_t readable_room(const struct tunnel *tunnel) {
    size_t room = output_space();
    if (room > tunnel->window) room = tunnel->window;
    return room < TUNNEL_CHUNK_BYTES ? room : TUNNEL_CHUNK_BYTES;
}

static void take(struct tunnel *tunnel) {
    size_t room = readable_room(tunnel);
    if (tunnel->server_ended || room == 0) return;
    ssize_t count = read(tunnel->fd, output_reserve(), room);
    if (count > 0) {
        tunnel->window -= (uint32_t)count;
        output_commit(FRAME_TUNNEL_DATA_BACK, tunnel->channel, (size_t)count);
    } else if (count == 0) {
        tunnel->server_ended = true;
        output_frame(FRAME_TUNNEL_EOF_BACK, tunnel->channel, NULL, 0);
    } else if (errno != EAGAIN && errno != EINTR) {
        close_tunnel(tunnel, errno);
    }
}

/* ---- waiting ----------------------------------------------------------------------------------- */

size_t tunnel_poll(struct pollfd *fds) {
    size_t count = 0;
    for (size_t i = 0; i < tunnel_count; i++) {
        struct tunnel *tunnel = &tunnels[i];
        short events = 0;
        tunnel->poll_index = SIZE_MAX;
        if (!tunnel->open) continue;
        if (tunnel->connecting || tunnel->queue_start < tunnel->queue_end) events |= POLLOUT;
        if (!tunnel->connecting && !tunnel->server_ended && readable_room(tunnel) > 0)
            events |= POLLIN;
        /* A socket that nothing is wanted of would still wake us with its errors. */
        if (events == 0) continue;
        tunnel->poll_index = count;
        fds[count++] = (struct pollfd){.fd = tunnel->fd, .events = events};
    }
    return count;
}

void tunnel_step(const struct pollfd *fds) {
    if (tunnel_count == 0) return;
    next_turn = (next_turn + 1) % tunnel_count;
    for (size_t i = 0; i < tunnel_count; i++) {
        struct tunnel *tunnel = &tunnels[(next_turn + i) % tunnel_count];
        if (!tunnel->open || tunnel->poll_index == SIZE_MAX) continue;
        if (fds[tunnel->poll_index].revents == 0) continue;
        if (tunnel->connecting) finish_connecting(tunnel);
        if (!tunnel->open) continue;
        feed(tunnel);
        take(tunnel);
        if (tunnel->open) close_where_over(tunnel);
    }
}
