/*
 * Removing what a learner left, as root, without trusting any of it.
 *
 * Only unlinkat() on names of directories opened with O_NOFOLLOW; no owner and no mode is ever
 * changed. The walk goes down into the first directory that is not empty and comes back up by "..",
 * which is safe since nothing of the learner's runs, and holds one descriptor whatever the depth.
 * Each removal shrinks a tree of at most TMPFS_INODES entries, which bounds the walk.
 *
 * Without namespaces it needs CAP_DAC_OVERRIDE (directories made unreadable) and CAP_FOWNER (sticky
 * directories of another owner); the container has both then.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "warden.h"

enum {
    DIRECTORY_FLAGS = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC,
    ENTRIES_BYTES = 4096,
    MAX_STEPS = 8 * TMPFS_INODES,
};

struct linux_dirent {
    uint64_t inode;
    int64_t offset;
    uint16_t length;
    uint8_t type;
    char name[];
};

/* True where the entry is gone. ENOTEMPTY: a directory that must be walked first. */
static bool remove_entry(int directory, const char *name) {
    if (unlinkat(directory, name, 0) == 0) return true;
    return errno == EISDIR && unlinkat(directory, name, AT_REMOVEDIR) == 0;
}

/*
 * Removes entries until one needs a walk (its name is copied to next) or none is left. Removing
 * while reading may skip entries, so it reads again until a whole pass found nothing to remove.
 */
static bool sweep(int directory, char *next, size_t size) {
    char entries[ENTRIES_BYTES] __attribute__((aligned(8)));
    bool removed = false;
    *next = '\0';
    lseek(directory, 0, SEEK_SET);
    for (;;) {
        long count = syscall(SYS_getdents64, directory, entries, sizeof entries);
        if (count < 0 || (count == 0 && !removed)) return count == 0;
        if (count == 0) {
            removed = false;
            lseek(directory, 0, SEEK_SET);
        }
        for (long at = 0; at < count;) {
            const struct linux_dirent *entry = (const struct linux_dirent *)(entries + at);
            at += entry->length;
            if (strcmp(entry->name, ".") == 0 || strcmp(entry->name, "..") == 0) continue;
            if (remove_entry(directory, entry->name)) {
                removed = true;
                continue;
            }
            if (errno != ENOTEMPTY && errno != EEXIST) return false;
            strncpy(next, entry->name, size - 1);
            next[size - 1] = '\0';
            return true;
        }
    }
}

bool wipe_directory(int root) {
    char next[256];
    int current = dup(root);
    int depth = 0;
    for (int steps = 0; current >= 0 && steps < MAX_STEPS; steps++) {
        bool swept = sweep(current, next, sizeof next);
        if (swept && *next == '\0' && depth == 0) {
            close(current);
            return true;
        }
        int following = -1;
        if (swept) following = openat(current, *next != '\0' ? next : "..", DIRECTORY_FLAGS);
        depth += *next != '\0' ? 1 : -1;
        int error = errno;
        close(current);
        errno = error;
        current = following;
    }
    if (current >= 0) {
        close(current);
        errno = ELOOP;
    }
    return false;
}

bool wipe_entry(int directory, const char *name) {
    if (remove_entry(directory, name)) return true;
    if (errno != ENOTEMPTY && errno != EEXIST) return errno == ENOENT;
    int fd = openat(directory, name, DIRECTORY_FLAGS);
    if (fd < 0) return false;
    bool wiped = wipe_directory(fd);
    int error = errno;
    close(fd);
    errno = error;
    return wiped && remove_entry(directory, name);
}
