function fewestHops(servers, cables, start, goal) {
  const neighbours = Array.from({ length: servers }, () => []);
  for (const [one, other] of cables) {
    neighbours[one].push(other);
    neighbours[other].push(one);
  }
  const seen = new Set([start]);
  let reached = [start];
  for (let hops = 0; reached.length > 0; hops++) {
    if (reached.includes(goal)) return hops;
    const next = reached.flatMap((server) => neighbours[server]);
    reached = [...new Set(next)].filter((server) => !seen.has(server));
    for (const server of reached) seen.add(server);
  }
  return -1;
}

module.exports = { fewestHops };
