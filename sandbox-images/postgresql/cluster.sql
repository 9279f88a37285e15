-- The cluster of a cell: roles, what they may, and spare databases. Run in template1, as superuser.

-- author: loads exercises and asks queries. learner: owns the tables where the task is to change or to
-- design them. reader: may only read. None may see or end another one's connections.
CREATE ROLE learner LOGIN;
CREATE ROLE reader LOGIN;
CREATE ROLE author LOGIN;
GRANT learner TO author;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO author, learner;
GRANT USAGE ON SCHEMA public TO reader;
ALTER DEFAULT PRIVILEGES FOR ROLE author GRANT SELECT ON TABLES TO reader;
ALTER DEFAULT PRIVILEGES FOR ROLE author GRANT SELECT ON SEQUENCES TO reader;
ALTER DEFAULT PRIVILEGES FOR ROLE author GRANT USAGE ON SCHEMAS TO reader;

-- Large objects belong to no schema and would outlive a connection that may only read.
REVOKE EXECUTE ON FUNCTION lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea),
  lo_open(oid, integer), lo_put(oid, bigint, bytea), lo_unlink(oid), lowrite(integer, bytea),
  lo_truncate(integer, integer), lo_truncate64(integer, bigint) FROM PUBLIC;

-- Every database of a case is a copy of this one: what no learner needs is taken out.
DELETE FROM pg_description;
DELETE FROM pg_shdescription;
DELETE FROM pg_statistic;
DELETE FROM pg_collation WHERE collprovider = 'i';
DELETE FROM pg_init_privs;

UPDATE pg_database SET datistemplate = false WHERE datname = 'template0';
DROP DATABASE template0;
DROP DATABASE postgres;
VACUUM (FULL, FREEZE);
CHECKPOINT;

-- Where the worker's administrator connects; no SQL of anybody else runs here.
CREATE DATABASE admin STRATEGY file_copy CONNECTION LIMIT 0;

-- Cases take the spares first: a new database takes 10 ms, a spare none.
CREATE DATABASE spare_1 STRATEGY file_copy;
CREATE DATABASE spare_2 STRATEGY file_copy;
CREATE DATABASE spare_3 STRATEGY file_copy;
CREATE DATABASE spare_4 STRATEGY file_copy;
CREATE DATABASE spare_5 STRATEGY file_copy;
GRANT CREATE ON DATABASE spare_1, spare_2, spare_3, spare_4, spare_5 TO author, learner;
CHECKPOINT;
