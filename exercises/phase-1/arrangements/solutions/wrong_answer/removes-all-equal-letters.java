// Takes the first letter away wherever it stands: its likes are gone too.
import java.util.*;

class Solution {
    static String[] arrangements(String letters) {
        if (letters.isEmpty()) return new String[] {""};
        Set<String> found = new LinkedHashSet<>();
        for (String first : letters.split("")) {
            for (String rest : arrangements(letters.replace(first, ""))) found.add(first + rest);
        }
        return found.toArray(new String[0]);
    }
}
