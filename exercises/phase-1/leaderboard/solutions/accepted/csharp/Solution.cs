using System;
using System.Linq;

public static class Solution
{
    public static Standing[] Leaderboard(Player[] players)
    {
        Player[] sorted = players
            .OrderByDescending(player => player.Points)
            .ThenBy(player => player.Seconds)
            .ThenBy(player => player.Name, StringComparer.Ordinal)
            .ToArray();
        var board = new Standing[sorted.Length];
        int rank = 0;
        for (int index = 0; index < sorted.Length; index++)
        {
            if (index == 0 || !Ties(sorted[index - 1], sorted[index])) rank = index + 1;
            board[index] = new Standing(rank, sorted[index].Name);
        }
        return board;
    }

    private static bool Ties(Player one, Player other)
    {
        return one.Points == other.Points && one.Seconds == other.Seconds;
    }
}
