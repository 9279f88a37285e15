// Takes from the stack without a look whether something is there.
import java.util.*;

class Solution {
    static int firstWrongBracket(String text) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int place = 0; place < text.length(); place++) {
            char sign = text.charAt(place);
            int kind = ")]}".indexOf(sign);
            if ("([{".indexOf(sign) >= 0) open.addLast(place);
            else if (kind >= 0 && text.charAt(open.removeLast()) != "([{".charAt(kind)) return place;
        }
        return open.isEmpty() ? -1 : open.getFirst();
    }
}
