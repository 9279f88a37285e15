// Gives the same rank to equal points, whatever the time.
function leaderboard(players) {
  const sorted = [...players].sort(
    (a, b) => b.points - a.points || a.seconds - b.seconds || (a.name < b.name ? -1 : 1),
  );
  let rank = 0;
  return sorted.map((player, index) => {
    if (sorted[index - 1]?.points !== player.points) rank = index + 1;
    return { rank, name: player.name };
  });
}

module.exports = { leaderboard };
