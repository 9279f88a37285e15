// Goes through all cables for every server that it reaches.
function fewestHops(servers, cables, start, goal) {
  const hops = new Map([[start, 0]]);
  for (const server of hops.keys()) {
    for (const [one, other] of cables) {
      const neighbour = one === server ? other : other === server ? one : server;
      if (!hops.has(neighbour)) hops.set(neighbour, hops.get(server) + 1);
    }
  }
  return hops.get(goal) ?? -1;
}

module.exports = { fewestHops };
