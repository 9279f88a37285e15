function leaderboard(players) {
  const sorted = [...players].sort(
    (a, b) => b.points - a.points || a.seconds - b.seconds || (a.name < b.name ? -1 : 1),
  );
  let rank = 0;
  return sorted.map((player, index) => {
    const before = sorted[index - 1];
    const ties = before?.points === player.points && before.seconds === player.seconds;
    if (!ties) rank = index + 1;
    return { rank, name: player.name };
  });
}

module.exports = { leaderboard };
