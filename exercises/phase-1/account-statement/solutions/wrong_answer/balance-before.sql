-- The balance before the booking, not after it.
SELECT account, booked_on, id, amount,
  COALESCE(SUM(amount) OVER (
    PARTITION BY account ORDER BY booked_on, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  ), 0) AS balance
FROM bookings
ORDER BY account, booked_on, id;
