# Makes the data directory that each server starts from a copy of. Runs in the image's build.
set -eu
SHARE=/usr/share/mysql
mkdir -p /srv/data/mysql /srv/tmp /srv/nothing
{
  echo 'SET SESSION enforce_storage_engine = NULL;'
  echo 'USE mysql;'
  cat $SHARE/mysql_system_tables.sql $SHARE/mysql_system_tables_data.sql /tmp/accounts.sql
} | /usr/sbin/mariadbd --defaults-file=/usr/lib/assay-mariadb/server.cnf --user=root --bootstrap
# A cell's server runs as an id without a name.
chmod -R a+rX /srv/data
mv /srv/data /usr/lib/assay-mariadb/data
rm -rf /srv/*
