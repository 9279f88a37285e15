#!/bin/sh
# The service of a cell: a cluster as the image's build left it, whatever an earlier server left here.
set -eu
rm -rf /srv/data /srv/.s*
tar -C /srv --no-same-owner -xf /assay/cluster.tar
# Private memory of one process, in KiB: a statement that wants more gets an error, not a dead server.
ulimit -d 131072
exec /usr/lib/postgresql/15/bin/postgres -D /srv/data 2>&1
