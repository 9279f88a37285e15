#!/bin/sh
# The service of a cell: a cluster as the image's build left it, whatever an earlier server left here.
set -eu
rm -rf /srv/data /srv/.s*
tar -C /srv --no-same-owner -xf /assay/cluster.tar
# Private memory of one process, in KiB: a statement that wants more gets an error, not a dead server.
ulimit -d 131072
/usr/lib/postgresql/15/bin/postgres -D /srv/data 2>&1 &
server=$!

# A database's first connection builds what all later ones read: 10 ms that no case has to wait for.
connect() { /usr/lib/postgresql/15/bin/psql -h /srv -U assay -d "$1" -X -q -c '' 2> /dev/null; }
until connect admin; do
  kill -0 "$server"
  sleep 0.01
done
for database in template1 spare_1 spare_2 spare_3 spare_4 spare_5; do connect "$database"; done
echo ready
wait "$server"
