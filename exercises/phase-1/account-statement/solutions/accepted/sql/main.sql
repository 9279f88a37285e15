SELECT
  account,
  booked_on,
  id,
  amount,
  SUM(amount) OVER (PARTITION BY account ORDER BY booked_on, id) AS balance
FROM bookings
ORDER BY account, booked_on, id;
