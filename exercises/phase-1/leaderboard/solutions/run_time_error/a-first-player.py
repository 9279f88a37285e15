# Takes it for granted that there is a first player.
def leaderboard(players):
    ranked = sorted(players, key=lambda one: (-one.points, one.seconds, one.name))
    board = [Standing(1, ranked[0].name)]
    for index in range(1, len(ranked)):
        player, before = ranked[index], ranked[index - 1]
        ties = (player.points, player.seconds) == (before.points, before.seconds)
        board.append(Standing(board[-1].rank if ties else index + 1, player.name))
    return board
