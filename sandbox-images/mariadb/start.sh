# Starts the server with a data directory of its own; prints "ready" when it takes connections.
set -eu
cp -r /usr/lib/assay-mariadb/data /srv/data
mkdir /srv/tmp /srv/nothing
# The server says so among other things, on stderr.
/usr/sbin/mariadbd --defaults-file=/usr/lib/assay-mariadb/server.cnf 2>&1 |
  sed -u 's/.*ready for connections\.$/ready/'
