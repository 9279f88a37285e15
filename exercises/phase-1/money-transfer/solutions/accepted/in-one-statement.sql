-- A single statement is a transaction of its own. Its parts all see the state of before.
WITH payer AS (
  UPDATE accounts AS a
  SET balance = a.balance - t.amount
  FROM transfers AS t
  WHERE t.status = 'pending' AND a.id = t.from_account AND a.balance >= t.amount
  RETURNING t.id, t.to_account, t.amount
),
payee AS (
  UPDATE accounts AS a
  SET balance = a.balance + p.amount
  FROM payer AS p
  WHERE a.id = p.to_account
)
UPDATE transfers AS t
SET status = CASE WHEN EXISTS (SELECT 1 FROM payer AS p WHERE p.id = t.id) THEN 'done' ELSE 'refused' END
WHERE t.status = 'pending';
