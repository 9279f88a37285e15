# Makes /assay/cluster.tar, which a cell unpacks to /srv/data: initdb takes a second, this 20 ms. Runs
# once in the image's build, as root; the server refuses to be that.
set -eu

bin=/usr/lib/postgresql/15/bin
as_nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }

# Extensions would be a learner's to load; all of what the client tools do is done by the worker.
find /usr/share/postgresql/15/extension -type f ! -name 'plpgsql*' -delete
find /usr/lib/postgresql/15/lib -name '*.so' ! -name plpgsql.so ! -name dict_snowball.so -delete
rm -rf /usr/lib/postgresql/15/lib/bitcode /usr/lib/postgresql/15/lib/pgxs

mkdir -p /tmp/cluster && chown 65534:65534 /tmp/cluster /srv
cd /tmp/cluster
as_nobody "$bin/initdb" -D data -U assay -A trust -E UTF8 --locale=C.UTF-8 --wal-segsize=1 --no-sync
cp /tmp/postgresql.conf data/postgresql.conf
echo 'local all all trust' > data/pg_hba.conf

# As the cells will run it, but for catalogues that may be altered by hand.
as_nobody "$bin/pg_ctl" -D data -w -o '-c allow_system_table_mods=on' start
as_nobody "$bin/psql" -h /srv -U assay -d template1 -X -q -v ON_ERROR_STOP=1 -f /tmp/cluster.sql
as_nobody "$bin/pg_ctl" -D data -w stop
rm -f data/pg_wal/archive_status/* data/postmaster.opts data/log

mkdir -p /assay
tar -C /tmp/cluster -cf /assay/cluster.tar data
install -m 755 /tmp/start.sh /assay/start-postgresql
"$bin/postgres" --version | sed 's/^postgres (PostgreSQL) \([0-9.]*\).*/PostgreSQL \1/' > /assay/version

for tool in "$bin"/*; do
  [ "$tool" = "$bin/postgres" ] || [ "$tool" = "$bin/psql" ] || rm "$tool"
done
rm -rf /srv/.s* /srv/* && chown 0:0 /srv
