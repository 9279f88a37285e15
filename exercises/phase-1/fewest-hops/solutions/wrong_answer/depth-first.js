// A stack instead of a queue: finds some way, not the shortest one.
function fewestHops(servers, cables, start, goal) {
  const neighbours = Array.from({ length: servers }, () => []);
  for (const [one, other] of cables) {
    neighbours[other].unshift(one);
    neighbours[one].unshift(other);
  }
  const hops = new Map([[start, 0]]);
  const stack = [start];
  while (stack.length > 0) {
    const server = stack.pop();
    for (const neighbour of neighbours[server]) {
      if (hops.has(neighbour)) continue;
      hops.set(neighbour, hops.get(server) + 1);
      stack.push(neighbour);
    }
  }
  return hops.get(goal) ?? -1;
}

module.exports = { fewestHops };
