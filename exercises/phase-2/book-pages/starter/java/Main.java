import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A catalogue in pages. */
public class Main {
    static final String[] AUTHORS = {"Ada Byron", "Grace Hopper", "Jörg Müller", "R. & R. Smith", "Linus Olsen"};
    static final List<Book> BOOKS = new ArrayList<>();

    record Book(int id, String title, String author, int year) {
        String json() {
            return String.format("{\"id\":%d,\"title\":\"%s\",\"author\":\"%s\",\"year\":%d}", id, title, author, year);
        }
    }

    public static void main(String[] arguments) throws IOException {
        for (int i = 1; i <= 60; i++) BOOKS.add(new Book(i, "Book " + i, AUTHORS[i % 5], 1960 + i * 7 % 40));
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/", Main::handle);
        server.start();
    }

    static void handle(HttpExchange exchange) throws IOException {
        // TODO: look at exchange.getRequestURI(): getPath() and getRawQuery().
        answer(exchange, 200, BOOKS.get(0).json());
    }

    static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
