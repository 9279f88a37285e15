/*
 * The canary's servers: good and bad ones, for tunnels into a session to meet.
 *
 *   canary serve MODE PORT|PATH
 *
 * It prints "listening" once it does, and goes on until it is killed.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "canary-serve.h"

enum { MAX_CLIENTS = 200, BUFFER_BYTES = 32 * 1024 };

enum mode { ECHO, FLOOD, MUTE, COUNT, RESET, GREET };
static const char *const MODES[] = {"echo", "flood", "mute", "count", "reset", "greet"};

struct client {
    int fd;
    bool ended;
    size_t count;
    unsigned long total;
    char buffer[BUFFER_BYTES];
};

static struct client clients[MAX_CLIENTS];
static size_t client_count;

static int listen_at(const char *where) {
    struct sockaddr_in internet = {
        .sin_family = AF_INET,
        .sin_port = htons((uint16_t)atoi(where)),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
    };
    struct sockaddr_un local = {.sun_family = AF_UNIX};
    bool path = *where == '/';
    strncpy(local.sun_path, where, sizeof local.sun_path - 1);
    int on = 1, fd = socket(path ? AF_UNIX : AF_INET, SOCK_STREAM, 0);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, path ? (struct sockaddr *)&local : (struct sockaddr *)&internet,
             path ? sizeof local : sizeof internet) < 0 ||
        listen(fd, 128) < 0)
        return -1;
    return fd;
}

static void drop(size_t index) {
    close(clients[index].fd);
    clients[index] = clients[--client_count];
}

static void welcome(int listener, enum mode mode) {
    struct client *client = &clients[client_count];
    int fd = accept4(listener, NULL, NULL, mode == GREET ? 0 : SOCK_NONBLOCK);
    if (fd < 0) return;
    if (mode == RESET) {
        struct linger linger = {.l_onoff = 1};
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
        close(fd);
        return;
    }
    if (mode == GREET) {
        /* Says something and ends its side, yet reads on. */
        static const char text[] = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello\n";
        ssize_t written = write(fd, text, sizeof text - 1);
        (void)written;
        shutdown(fd, SHUT_WR);
    }
    *client = (struct client){.fd = fd};
    if (mode == FLOOD) client->count = sizeof client->buffer;
    client_count++;
}

/* False where the client is over. */
static bool hear(struct client *client, enum mode mode) {
    ssize_t count = read(client->fd, client->buffer, sizeof client->buffer);
    if (count < 0) return errno == EAGAIN;
    client->total += (unsigned long)count;
    if (mode == ECHO) client->count = (size_t)count;
    if (mode == COUNT && count == 0)
        client->count = (size_t)sprintf(client->buffer, "%lu bytes\n", client->total);
    if (count == 0) client->ended = true;
    return count > 0 || client->count > 0;
}

static bool speak(struct client *client, enum mode mode) {
    ssize_t count = write(client->fd, client->buffer, client->count);
    if (count < 0) return errno == EAGAIN;
    if (mode == FLOOD) return true;
    memmove(client->buffer, client->buffer + count, client->count - (size_t)count);
    client->count -= (size_t)count;
    return client->count > 0 || !client->ended;
}

int serve(const char *mode_name, const char *where) {
    enum mode mode = 0;
    while (mode < sizeof MODES / sizeof *MODES && strcmp(MODES[mode], mode_name) != 0) mode++;
    int listener = listen_at(where);
    if (listener < 0 || mode == sizeof MODES / sizeof *MODES) {
        printf("cannot listen: %s\n", strerrorname_np(errno));
        return 1;
    }
    puts("listening");
    fflush(stdout);
    for (;;) {
        struct pollfd fds[MAX_CLIENTS + 1] = {{.fd = listener, .events = POLLIN}};
        if (client_count == MAX_CLIENTS) fds[0].fd = -1;
        for (size_t i = 0; i < client_count; i++) {
            short events = clients[i].count > 0 ? POLLOUT : POLLIN;
            fds[i + 1] = (struct pollfd){mode == MUTE ? -1 : clients[i].fd, events, 0};
        }
        size_t known = client_count;
        if (poll(fds, (nfds_t)known + 1, -1) < 0) return 1;
        /* From the last one down: dropping moves the last into the gap. */
        for (size_t i = known; i-- > 0;) {
            if (fds[i + 1].revents == 0) continue;
            bool goes_on = clients[i].count > 0 ? speak(&clients[i], mode) : hear(&clients[i], mode);
            if (!goes_on) drop(i);
        }
        if (fds[0].revents != 0) welcome(listener, mode);
    }
}
