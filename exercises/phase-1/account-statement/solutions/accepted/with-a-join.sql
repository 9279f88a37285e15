-- Each booking with those of its account up to it.
SELECT b.account, b.booked_on, b.id, b.amount, SUM(earlier.amount) AS balance
FROM bookings AS b
JOIN bookings AS earlier
  ON earlier.account = b.account
  AND (earlier.booked_on < b.booked_on OR (earlier.booked_on = b.booked_on AND earlier.id <= b.id))
GROUP BY b.account, b.booked_on, b.id, b.amount
ORDER BY b.account, b.booked_on, b.id;
