import java.util.*;

class Solution {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    static int firstWrongBracket(String text) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int place = 0; place < text.length(); place++) {
            char sign = text.charAt(place);
            int kind = CLOSING.indexOf(sign);
            if (OPENING.indexOf(sign) >= 0) {
                open.addLast(place);
            } else if (kind >= 0) {
                if (open.isEmpty() || text.charAt(open.removeLast()) != OPENING.charAt(kind)) {
                    return place;
                }
            }
        }
        return open.isEmpty() ? -1 : open.getFirst();
    }
}
