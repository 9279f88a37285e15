# Counts ranks and not players: 1, 1, 2.
def leaderboard(players):
    board, last = [], None
    rank = 0
    for player in sorted(players, key=lambda one: (-one.points, one.seconds, one.name)):
        result = (player.points, player.seconds)
        if result != last:
            rank += 1
        last = result
        board.append(Standing(rank, player.name))
    return board
