/*
 * The learner's system call filter, the second one: Docker applies our profile
 * (worker/sandbox/warden/seccomp-profile.ts) to the whole container, and it must let the warden make
 * namespaces. This one is installed last before execve() and takes that away again.
 *
 * It refuses, rather than kills, so that a run-time that only probes for a feature goes on: EPERM,
 * and ENOSYS for clone3, whose flags a filter cannot see (libc falls back to clone). Only calls of
 * another architecture end the process: their numbers mean something else.
 *
 * It is a list of what is refused, on top of the container's list of what is allowed: a system call
 * that neither knows is refused by the container's.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <sched.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "warden.h"

#if defined(__x86_64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "the warden knows x86_64 and aarch64"
#endif

/* Numbers from 424 on are the same on both; older headers lack some. */
enum {
    NR_open_tree = 428,
    NR_move_mount = 429,
    NR_fsopen = 430,
    NR_fsconfig = 431,
    NR_fsmount = 432,
    NR_fspick = 433,
    NR_clone3 = 435,
    NR_pidfd_getfd = 438,
    NR_process_madvise = 440,
    NR_mount_setattr = 442,
    NR_quotactl_fd = 443,
    NR_io_uring_setup = 425,
    NR_io_uring_enter = 426,
    NR_io_uring_register = 427,
    FIRST_X32_CALL = 0x40000000,
    ADDRESS_NO_RANDOMIZE = 0x0040000,
    FAMILY_NETLINK = 16,
};

#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
#define REFUSE(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
#define KILL BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
/* Low half of an argument, on little-endian machines. */
#define LOAD_ARGUMENT(n) \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args) + 8 * (n))
/* Goes on with the next statement where equal, else skips that many. */
#define IF_EQUAL(value, otherwise_skip) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (otherwise_skip))
#define REFUSE_CALL(number) IF_EQUAL(number, 1), REFUSE(EPERM)
#define ALLOW_VALUE(value) IF_EQUAL(value, 1), ALLOW

enum {
    CLONE_NAMESPACES = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC |
                       CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET,
};

static struct sock_filter with_ipc[] = {
    LOAD(arch),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCHITECTURE, 1, 0),
    KILL,
    LOAD(nr),
#if defined(__x86_64__)
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, FIRST_X32_CALL, 0, 1),
    KILL,
#endif
    /* Namespaces. */
    IF_EQUAL(NR_clone3, 1),
    REFUSE(ENOSYS),
    IF_EQUAL(__NR_clone, 4),
    LOAD_ARGUMENT(0),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_NAMESPACES, 0, 1),
    REFUSE(EPERM),
    ALLOW,
    REFUSE_CALL(__NR_unshare),
    REFUSE_CALL(__NR_setns),
    /* Mounts. */
    REFUSE_CALL(__NR_mount),
    REFUSE_CALL(__NR_umount2),
    REFUSE_CALL(__NR_pivot_root),
    REFUSE_CALL(__NR_chroot),
    REFUSE_CALL(NR_open_tree),
    REFUSE_CALL(NR_move_mount),
    REFUSE_CALL(NR_fsopen),
    REFUSE_CALL(NR_fsconfig),
    REFUSE_CALL(NR_fsmount),
    REFUSE_CALL(NR_fspick),
    REFUSE_CALL(NR_mount_setattr),
    REFUSE_CALL(__NR_name_to_handle_at),
    REFUSE_CALL(__NR_open_by_handle_at),
    REFUSE_CALL(__NR_fanotify_init),
    /* Other processes' insides. */
    REFUSE_CALL(__NR_ptrace),
    REFUSE_CALL(__NR_process_vm_readv),
    REFUSE_CALL(__NR_process_vm_writev),
    REFUSE_CALL(__NR_kcmp),
    REFUSE_CALL(NR_pidfd_getfd),
    REFUSE_CALL(NR_process_madvise),
    REFUSE_CALL(__NR_migrate_pages),
    REFUSE_CALL(__NR_move_pages),
    /* Kernel machinery with a history. */
    REFUSE_CALL(NR_io_uring_setup),
    REFUSE_CALL(NR_io_uring_enter),
    REFUSE_CALL(NR_io_uring_register),
    REFUSE_CALL(__NR_bpf),
    REFUSE_CALL(__NR_perf_event_open),
    REFUSE_CALL(__NR_userfaultfd),
    REFUSE_CALL(__NR_keyctl),
    REFUSE_CALL(__NR_add_key),
    REFUSE_CALL(__NR_request_key),
    /* The machine. */
    REFUSE_CALL(__NR_kexec_load),
    REFUSE_CALL(__NR_kexec_file_load),
    REFUSE_CALL(__NR_init_module),
    REFUSE_CALL(__NR_finit_module),
    REFUSE_CALL(__NR_delete_module),
    REFUSE_CALL(__NR_reboot),
    REFUSE_CALL(__NR_swapon),
    REFUSE_CALL(__NR_swapoff),
    REFUSE_CALL(__NR_acct),
    REFUSE_CALL(__NR_quotactl),
    REFUSE_CALL(NR_quotactl_fd),
    REFUSE_CALL(__NR_syslog),
    REFUSE_CALL(__NR_settimeofday),
    REFUSE_CALL(__NR_clock_settime),
    REFUSE_CALL(__NR_clock_adjtime),
    REFUSE_CALL(__NR_adjtimex),
    REFUSE_CALL(__NR_vhangup),
    REFUSE_CALL(__NR_sethostname),
    REFUSE_CALL(__NR_setdomainname),
#if defined(__x86_64__)
    REFUSE_CALL(__NR_iopl),
    REFUSE_CALL(__NR_ioperm),
    REFUSE_CALL(__NR_modify_ldt),
    REFUSE_CALL(__NR_uselib),
    REFUSE_CALL(__NR_ustat),
    REFUSE_CALL(__NR_sysfs),
#endif
    /* Queues outlive processes; run.c proves that nothing does. */
    REFUSE_CALL(__NR_mq_open),
    REFUSE_CALL(__NR_mq_unlink),
    /* personality: only what leaves the address space as it is, or not random (debuggers). */
    IF_EQUAL(__NR_personality, 8),
    LOAD_ARGUMENT(0),
    ALLOW_VALUE(0),
    ALLOW_VALUE(0xffffffff),
    ALLOW_VALUE(ADDRESS_NO_RANDOMIZE),
    REFUSE(EPERM),
    /* ioctl: nothing that types into, or takes over, a terminal. */
    IF_EQUAL(__NR_ioctl, 8),
    LOAD_ARGUMENT(1),
    IF_EQUAL(TIOCSTI, 1),
    REFUSE(EPERM),
    IF_EQUAL(TIOCLINUX, 1),
    REFUSE(EPERM),
    IF_EQUAL(TIOCSETD, 1),
    REFUSE(EPERM),
    ALLOW,
    /*
     * socket: UNIX; IPv4 and IPv6 with TCP and UDP, whose buffers sockets.c can see; netlink's
     * protocol 0 (routes: getifaddrs).
     */
    IF_EQUAL(__NR_socket, 18),
    LOAD_ARGUMENT(0),
    ALLOW_VALUE(AF_UNIX),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET, 6, 0),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_INET6, 5, 0),
    IF_EQUAL(FAMILY_NETLINK, 3),
    LOAD_ARGUMENT(2),
    ALLOW_VALUE(0),
    REFUSE(EPERM),
    LOAD_ARGUMENT(2),
    ALLOW_VALUE(0),
    ALLOW_VALUE(IPPROTO_TCP),
    ALLOW_VALUE(IPPROTO_UDP),
    REFUSE(EPERM),
    ALLOW,
};

/* Put before the list above where the IPC namespace is the container's: System V IPC outlives. */
static struct sock_filter without_ipc[] = {
    LOAD(nr),
    REFUSE_CALL(__NR_shmget),
    REFUSE_CALL(__NR_semget),
    REFUSE_CALL(__NR_msgget),
    ALLOW,
};

static bool install(struct sock_filter *filter, size_t count) {
    struct sock_fprog program = {.len = (unsigned short)count, .filter = filter};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

bool filter_install(bool private_ipc) {
    if (!private_ipc && !install(without_ipc, sizeof without_ipc / sizeof *without_ipc))
        return false;
    return install(with_ipc, sizeof with_ipc / sizeof *with_ipc);
}
