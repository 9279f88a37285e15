/*
 * Files that the host puts into a session.
 *
 * The path is the host's, but the directories it walks through may be a learner's (a compiler ran
 * in /app): every step is an openat() without following links, a link or file that stands where a
 * directory must be is removed, and the file itself is made with O_EXCL, so that nothing that
 * exists is ever written to. Owners are set on descriptors of what was made here.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "warden.h"

enum { DIRECTORY_FLAGS = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

static int open_directory(int parent, const char *name, uid_t owner) {
    int fd = openat(parent, name, DIRECTORY_FLAGS);
    if (fd >= 0) return fd;
    if ((errno == ELOOP || errno == ENOTDIR) && !wipe_entry(parent, name)) return -1;
    if (mkdirat(parent, name, 0755) < 0) return -1;
    fd = openat(parent, name, DIRECTORY_FLAGS);
    if (fd >= 0 && fchown(fd, owner, owner) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static int open_file(int parent, const char *name, uid_t owner) {
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    int fd = openat(parent, name, flags, 0644);
    if (fd < 0 && errno == EEXIST && wipe_entry(parent, name))
        fd = openat(parent, name, flags, 0644);
    if (fd >= 0 && fchown(fd, owner, owner) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static bool is_plain_name(const char *name) {
    return *name != '\0' && strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
}

int file_create(int root, const uint8_t *path, size_t length, uid_t owner) {
    char names[MAX_PATH_BYTES + 1];
    if (length == 0 || length > MAX_PATH_BYTES || memchr(path, '\0', length) != NULL) {
        errno = EINVAL;
        return -1;
    }
    memcpy(names, path, length);
    names[length] = '\0';
    int parent = dup(root);
    char *name = names;
    for (int depth = 0; parent >= 0; depth++) {
        char *slash = strchr(name, '/');
        if (slash != NULL) *slash = '\0';
        bool valid = is_plain_name(name) && depth < MAX_PATH_DEPTH;
        int next = -1;
        if (!valid)
            errno = EINVAL;
        else
            next = slash != NULL ? open_directory(parent, name, owner)
                                 : open_file(parent, name, owner);
        int error = errno;
        close(parent);
        errno = error;
        if (slash == NULL || next < 0) return next;
        parent = next;
        name = slash + 1;
    }
    return -1;
}

bool file_write_all(int fd, const uint8_t *bytes, size_t length) {
    while (length > 0) {
        ssize_t count = write(fd, bytes, length);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return false;
        bytes += count;
        length -= (size_t)count;
    }
    return true;
}
