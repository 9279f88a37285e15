# Sorts everything downwards, the time and the names too.
def leaderboard(players):
    ranked = sorted(players, key=lambda one: (one.points, one.seconds, one.name), reverse=True)
    board = []
    for index, player in enumerate(ranked):
        before = ranked[index - 1]
        ties = index and (player.points, player.seconds) == (before.points, before.seconds)
        board.append(Standing(board[-1].rank if ties else index + 1, player.name))
    return board
