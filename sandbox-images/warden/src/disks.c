/*
 * The directories that can be written: /app, /work, /tmp, /dev/shm and a service's /srv, each a tmpfs
 * of its own with a size and a number of inodes. /srv is only mounted where there is a service, and
 * stays as it is from run to run.
 *
 * With namespaces each is mounted by the session and replaced to empty it: nothing walks through
 * what a learner left. Where a look at the file system proves that nothing is in it (no inode but
 * the root, no block), the mount is kept: replacing one waits for an RCU grace period. That proof
 * holds because the root directories of /work, /tmp and /dev/shm belong to root: no learner can set
 * their mode, owner or attributes.
 *
 * Without namespaces Docker mounted them, and they are emptied by wipe.c.
 *
 * All of this runs only while no process of the learner is alive. A service may be: the walk of
 * wipe.c, which it could lead astray, then never leaves the one tmpfs that is emptied without failing
 * on a read-only file system.
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

static const char *const PATHS[DISK_COUNT] = {"/app", "/work", "/tmp", "/dev/shm", "/srv"};
/* What each one was mounted with; 0: not mounted by us. */
static uint64_t mounted_bytes[DISK_COUNT];
static bool app_read_only;

const char *disk_path(enum disk disk) {
    return PATHS[disk];
}

/* Who owns the root of it; the others' belong to root and are open to all. */
static uid_t owner_of(const struct session_context *context, enum disk disk) {
    if (disk == DISK_APP) return context->compile_id;
    return disk == DISK_SERVICE ? context->service_id : 0;
}

static bool is_owned(enum disk disk) {
    return disk == DISK_APP || disk == DISK_SERVICE;
}

static const char *disk_mount(const struct session_context *context, enum disk disk,
                              uint64_t bytes) {
    char options[160];
    uid_t owner = owner_of(context, disk);
    snprintf(options, sizeof options, "size=%llu,nr_inodes=%d,mode=%s,uid=%u,gid=%u",
             (unsigned long long)bytes, TMPFS_INODES, is_owned(disk) ? "755" : "1777", owner, owner);
    if (mount("tmpfs", PATHS[disk], "tmpfs", MS_NOSUID | MS_NODEV, options) < 0)
        return PATHS[disk];
    mounted_bytes[disk] = bytes;
    return NULL;
}

const char *disks_set_up(const struct session_context *context) {
    for (enum disk disk = 0; disk < DISK_COUNT; disk++) {
        if (!context->namespaces) {
            /* Our own directories, not the learner's: the roots of what Docker mounted. */
            uid_t owner = owner_of(context, disk);
            if (chmod(PATHS[disk], is_owned(disk) ? 0755 : 01777) < 0) return PATHS[disk];
            if (chown(PATHS[disk], owner, owner) < 0) return PATHS[disk];
            continue;
        }
        if (disk == DISK_SERVICE) continue;
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
        if (mounted_bytes[disk] != 0 && umount2(PATHS[disk], MNT_DETACH) < 0) return PATHS[disk];
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
