# Runs once in the base image's build, as root.
set -eu

# The learner's files, the directory a run works in, and a service's own. The warden mounts over them.
mkdir -p /app /work

# The sources are written out, so that a pulled and a bootstrapped Debian are the same.
rm -f /etc/apt/sources.list.d/* /etc/apt/sources.list
cat > /etc/apt/sources.list <<'SOURCES'
deb http://deb.debian.org/debian bookworm main
deb http://deb.debian.org/debian bookworm-updates main
deb http://deb.debian.org/debian-security bookworm-security main
SOURCES
printf 'APT::Install-Recommends "false";\nAcquire::Retries "3";\n' > /etc/apt/apt.conf.d/90assay

# Documentation, manual pages and translations never reach a learner.
cat > /etc/dpkg/dpkg.cfg.d/90assay <<'DPKG'
path-exclude=/usr/share/doc/*
path-exclude=/usr/share/man/*
path-exclude=/usr/share/info/*
path-exclude=/usr/share/locale/*
path-exclude=/usr/share/lintian/*
DPKG
rm -rf /usr/share/doc /usr/share/man /usr/share/info /usr/share/locale /usr/share/lintian

# no-new-privileges makes set-id bits void already; without them there is nothing to make void.
find / -xdev -perm /6000 -type f -exec chmod a-s {} +

# Who am I in messages of programs; the warden runs each submission as a uid without a name.
printf 'root:x:0:0:root:/:/usr/sbin/nologin\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n_apt:x:42:65534::/nonexistent:/usr/sbin/nologin\n' > /etc/passwd

rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/* /tmp/* /var/tmp/* /root /home /srv /mnt /media /opt
mkdir -p /tmp /root /srv && chmod 1777 /tmp && chmod 700 /root
