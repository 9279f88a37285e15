-- The administrator alone; the worker makes the other accounts. All connect by the socket, which nothing
-- but the worker's tunnel reaches, and a learner's SQL can open no connection: so there are no passwords.
DELETE FROM global_priv WHERE User <> 'mariadb.sys';
DELETE FROM proxies_priv;
INSERT INTO global_priv VALUES ('localhost', 'root', '{"access":18446744073709551615}');
