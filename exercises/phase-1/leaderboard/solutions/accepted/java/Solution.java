import java.util.*;

class Solution {
    static Standing[] leaderboard(Player[] players) {
        Comparator<Player> better =
            Comparator.comparingInt(Player::points).reversed().thenComparingInt(Player::seconds);
        Player[] sorted = players.clone();
        Arrays.sort(sorted, better.thenComparing(Player::name));
        Standing[] board = new Standing[sorted.length];
        int rank = 0;
        for (int index = 0; index < sorted.length; index++) {
            boolean ties = index > 0 && better.compare(sorted[index - 1], sorted[index]) == 0;
            if (!ties) rank = index + 1;
            board[index] = new Standing(rank, sorted[index].name());
        }
        return board;
    }
}
