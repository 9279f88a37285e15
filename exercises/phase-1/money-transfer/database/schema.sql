CREATE TABLE accounts (
  id      integer PRIMARY KEY,
  owner   text NOT NULL,
  balance numeric(12, 2) NOT NULL CHECK (balance >= 0)
);

CREATE TABLE transfers (
  id           integer PRIMARY KEY,
  from_account integer NOT NULL REFERENCES accounts (id),
  to_account   integer NOT NULL REFERENCES accounts (id),
  amount       numeric(12, 2) NOT NULL CHECK (amount > 0),
  status       text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'done', 'refused')),
  CHECK (from_account <> to_account)
);
