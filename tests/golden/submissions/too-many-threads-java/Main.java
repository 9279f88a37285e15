// Starts idle threads until it is refused one, and fails over that.
public class Main {
    public static void main(String[] args) {
        for (int i = 0; i < 500; i++) {
            Thread thread = new Thread(() -> {
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException error) {
                    // Nobody does.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
    }
}
