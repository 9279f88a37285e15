// Takes 0 hops for "not reached": 0 is falsy.
function fewestHops(servers, cables, start, goal) {
  const neighbours = Array.from({ length: servers }, () => []);
  for (const [one, other] of cables) {
    neighbours[one].push(other);
    neighbours[other].push(one);
  }
  const hops = new Map([[start, 0]]);
  for (const server of hops.keys()) {
    for (const neighbour of neighbours[server]) {
      if (!hops.has(neighbour)) hops.set(neighbour, hops.get(server) + 1);
    }
  }
  return hops.get(goal) || -1;
}

module.exports = { fewestHops };
