DO $$
DECLARE
  pending transfers%ROWTYPE;
BEGIN
  SELECT * INTO pending FROM transfers WHERE status = 'pending' FOR UPDATE;
  IF NOT FOUND THEN
    RETURN;
  END IF;

  UPDATE accounts SET balance = balance - pending.amount
  WHERE id = pending.from_account AND balance >= pending.amount;
  IF FOUND THEN
    UPDATE accounts SET balance = balance + pending.amount WHERE id = pending.to_account;
    UPDATE transfers SET status = 'done' WHERE id = pending.id;
  ELSE
    UPDATE transfers SET status = 'refused' WHERE id = pending.id;
  END IF;
END
$$;
