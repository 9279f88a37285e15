// Calls itself for ever: it does not know when to stop.
import java.util.*;

class Solution {
    static String[] arrangements(String letters) {
        String first = letters.isEmpty() ? "" : letters.substring(0, 1);
        List<String> found = new ArrayList<>();
        for (String rest : arrangements(letters.substring(first.length()))) {
            for (int place = 0; place <= rest.length(); place++) {
                found.add(rest.substring(0, place) + first + rest.substring(place));
            }
        }
        return found.toArray(new String[0]);
    }
}
