// Catches what the heap throws: the limit is the kernel's, which nobody catches.
import java.util.ArrayList;
import java.util.List;

public class Main {
    public static void main(String[] args) {
        List<byte[]> chunks = new ArrayList<>();
        for (;;) {
            try {
                chunks.add(new byte[1 << 20]);
            } catch (OutOfMemoryError error) {
                System.exit(0);
            }
        }
    }
}
