// Keeps all that it makes.
import java.util.ArrayList;
import java.util.List;

public class Main {
    public static void main(String[] args) {
        List<byte[]> chunks = new ArrayList<>();
        for (;;) chunks.add(new byte[1 << 20]);
    }
}
