/*
 * The four directories that can be written: /app, /work, /tmp and /dev/shm, each a tmpfs of its own
 * with a size and a number of inodes.
 *
 * With namespaces each is mounted by the session and replaced to empty it: nothing walks through
 * what a learner left. Where a look at the file system proves that nothing is in it (no inode but
 * the root, no block), the mount is kept: replacing one waits for an RCU grace period. That proof
 * holds because the root directories of /work, /tmp and /dev/shm belong to root: no learner can set
 * their mode, owner or attributes.
 *
 * Without namespaces Docker mounted them, and they are emptied by wipe.c.
 *
 * All of this runs only while no process of the learner is alive.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "warden.h"

static const char *const PATHS[DISK_COUNT] = {"/app", "/work", "/tmp", "/dev/shm"};
/* What each one was mounted with; 0: not mounted by us. */
static uint64_t mounted_bytes[DISK_COUNT];
static bool app_read_only;

const char *disk_path(enum disk disk) {
    return PATHS[disk];
}

static const char *disk_mount(const struct session_context *context, enum disk disk,
                              uint64_t bytes) {
    char options[160];
    bool app = disk == DISK_APP;
    snprintf(options, sizeof options, "size=%llu,nr_inodes=%d,mode=%s,uid=%u,gid=%u",
             (unsigned long long)bytes, TMPFS_INODES, app ? "755" : "1777",
             app ? context->compile_id : 0, app ? context->compile_id : 0);
    if (mount("tmpfs", PATHS[disk], "tmpfs", MS_NOSUID | MS_NODEV, options) < 0)
        return PATHS[disk];
    mounted_bytes[disk] = bytes;
    return NULL;
}

const char *disks_set_up(const struct session_context *context) {
    for (enum disk disk = 0; disk < DISK_COUNT; disk++) {
        if (!context->namespaces) {
            /* Our own directories, not the learner's: the roots of what Docker mounted. */
            bool app = disk == DISK_APP;
            uid_t owner = app ? context->compile_id : 0;
            if (chmod(PATHS[disk], app ? 0755 : 01777) < 0) return PATHS[disk];
            if (chown(PATHS[disk], owner, owner) < 0) return PATHS[disk];
            continue;
        }
        const char *failure = disk_mount(context, disk, DEFAULT_DISK_BYTES);
        if (failure != NULL) return failure;
    }
    return NULL;
}

static bool is_pristine(enum disk disk, uint64_t bytes) {
    struct statfs usage;
    return mounted_bytes[disk] == bytes && statfs(PATHS[disk], &usage) == 0 &&
           usage.f_bfree == usage.f_blocks && usage.f_files - usage.f_ffree == 1;
}

const char *disk_refresh(const struct session_context *context, enum disk disk, uint64_t bytes) {
    if (context->namespaces) {
        if (is_pristine(disk, bytes)) return NULL;
        if (umount2(PATHS[disk], MNT_DETACH) < 0) return PATHS[disk];
        return disk_mount(context, disk, bytes);
    }
    int fd = open(PATHS[disk], O_DIRECTORY | O_RDONLY | O_CLOEXEC);
    if (fd < 0) return PATHS[disk];
    bool wiped = wipe_directory(fd);
    int error = errno;
    close(fd);
    errno = error;
    return wiped ? NULL : PATHS[disk];
}

const char *disk_app_writable(const struct session_context *context, bool writable) {
    if (!context->namespaces || app_read_only == !writable) return NULL;
    unsigned long flags = MS_REMOUNT | MS_BIND | MS_NOSUID | MS_NODEV | (writable ? 0 : MS_RDONLY);
    if (mount(NULL, "/app", NULL, flags, NULL) < 0) return "remount /app";
    app_read_only = !writable;
    return NULL;
}
