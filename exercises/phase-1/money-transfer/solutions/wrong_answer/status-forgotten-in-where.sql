-- Every transfer that can be paid becomes done, those that were refused before as well.
BEGIN;

WITH paid AS (
  UPDATE accounts AS a SET balance = a.balance - t.amount
  FROM transfers AS t WHERE t.status = 'pending' AND a.id = t.from_account AND a.balance >= t.amount
  RETURNING t.to_account, t.amount
)
UPDATE accounts AS a SET balance = a.balance + p.amount FROM paid AS p WHERE a.id = p.to_account;

UPDATE transfers AS t SET status = 'done'
FROM accounts AS a WHERE a.id = t.from_account AND a.balance >= t.amount;

UPDATE transfers SET status = 'refused' WHERE status = 'pending';

COMMIT;
