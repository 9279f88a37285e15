def leaderboard(players):
    ranked = sorted(players, key=lambda player: (-player.points, player.seconds, player.name))
    board = []
    for index, player in enumerate(ranked):
        ties = index > 0 and result(player) == result(ranked[index - 1])
        board.append(Standing(board[-1].rank if ties else index + 1, player.name))
    return board


def result(player):
    return player.points, player.seconds
