import java.util.*;

public class Broken {
    public static void main(String[] args) {
        List<String> words = new ArrayList<>();
        int count = words;
        undefined(count);
        String text = 1 + ;
    }
}
