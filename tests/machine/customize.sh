#!/bin/sh
# Run by mmdebstrap with the new system's folder: its engine answers on the machine's network card.
set -eu
root=$1
mkdir -p "$root/etc/systemd/system/docker.service.d" "$root/etc/systemd/network"
cat >"$root/etc/systemd/system/docker.service.d/listen.conf" <<'UNIT'
[Service]
ExecStart=
ExecStart=/usr/sbin/dockerd --host unix:///run/docker.sock --host tcp://0.0.0.0:2375
UNIT
printf '[Match]\nName=e*\n[Network]\nDHCP=yes\n' >"$root/etc/systemd/network/card.network"
chroot "$root" systemctl enable systemd-networkd docker
