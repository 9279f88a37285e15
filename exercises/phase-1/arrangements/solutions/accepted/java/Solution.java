import java.util.*;

class Solution {
    static String[] arrangements(String letters) {
        List<String> found = new ArrayList<>();
        collect("", letters, found);
        return found.toArray(new String[0]);
    }

    private static void collect(String placed, String left, List<String> found) {
        if (left.isEmpty()) found.add(placed);
        for (int index = 0; index < left.length(); index++) {
            char letter = left.charAt(index);
            // An equal letter had its turn in this place.
            if (left.indexOf(letter) < index) continue;
            collect(placed + letter, left.substring(0, index) + left.substring(index + 1), found);
        }
    }
}
