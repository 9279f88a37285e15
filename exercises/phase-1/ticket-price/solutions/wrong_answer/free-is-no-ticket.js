// Takes a price of 0 for "no price": 0 is falsy.
function ticketPrice(age, day, isMember) {
  const open = ['tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  if (!open.includes(day) || age < 0 || age > 120) return null;
  let price = age <= 5 ? 0 : age <= 17 ? 700 : age <= 64 ? 1400 : 900;
  if (day === 'tuesday') price /= 2;
  if (isMember && price > 0) price -= 200;
  return price || null;
}

module.exports = { ticketPrice };
