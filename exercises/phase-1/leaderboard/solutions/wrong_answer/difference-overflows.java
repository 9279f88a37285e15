// Compares by subtraction: 2,000,000,000 - (-2,000,000,000) does not fit an int and comes out negative.
import java.util.*;

class Solution {
    static Standing[] leaderboard(Player[] players) {
        Player[] sorted = players.clone();
        Arrays.sort(sorted, (a, b) -> {
            int difference = b.points() - a.points();
            if (difference == 0) difference = a.seconds() - b.seconds();
            return difference == 0 ? a.name().compareTo(b.name()) : difference;
        });
        Standing[] board = new Standing[sorted.length];
        int rank = 0;
        for (int index = 0; index < sorted.length; index++) {
            Player player = sorted[index];
            Player before = index == 0 ? null : sorted[index - 1];
            boolean ties = before != null && before.points() == player.points()
                && before.seconds() == player.seconds();
            if (!ties) rank = index + 1;
            board[index] = new Standing(rank, player.name());
        }
        return board;
    }
}
