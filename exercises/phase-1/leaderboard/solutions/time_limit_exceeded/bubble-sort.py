# Swaps neighbours until all is in order.
def leaderboard(players):
    keys = [(-player.points, player.seconds, player.name) for player in players]
    for end in range(len(keys), 0, -1):
        for index in range(end - 1):
            if keys[index] > keys[index + 1]:
                keys[index], keys[index + 1] = keys[index + 1], keys[index]
    board = []
    for index, (points, seconds, name) in enumerate(keys):
        ties = index > 0 and keys[index - 1][:2] == (points, seconds)
        board.append(Standing(board[-1].rank if ties else index + 1, name))
    return board
