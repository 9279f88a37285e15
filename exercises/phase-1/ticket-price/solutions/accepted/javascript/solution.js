const OPEN_DAYS = ['tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

function ticketPrice(age, day, isMember) {
  if (!OPEN_DAYS.includes(day) || age < 0 || age > 120) return null;
  let price = priceByAge(age);
  if (day === 'tuesday') price /= 2;
  return isMember ? Math.max(0, price - 200) : price;
}

function priceByAge(age) {
  if (age <= 5) return 0;
  if (age <= 17) return 700;
  return age <= 64 ? 1400 : 900;
}

module.exports = { ticketPrice };
