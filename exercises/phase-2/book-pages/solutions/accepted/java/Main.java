import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A catalogue in pages, with what Java brings along. */
public class Main {
    static final int MOST = 999_999_999;
    static final String[] AUTHORS = {"Ada Byron", "Grace Hopper", "Jörg Müller", "R. & R. Smith", "Linus Olsen"};
    static final List<Book> BOOKS = new ArrayList<>();
    static final Map<String, Comparator<Book>> SORTS = Map.of(
        "id", Comparator.comparing(Book::id),
        "title", Comparator.comparing(Book::title),
        "year", Comparator.comparing(Book::year));

    record Book(int id, String title, String author, int year) {
        String json() {
            return String.format("{\"id\":%d,\"title\":\"%s\",\"author\":\"%s\",\"year\":%d}", id, title, author, year);
        }
    }

    static class Refused extends RuntimeException {
        final String parameter;

        Refused(String parameter) {
            this.parameter = parameter;
        }
    }

    public static void main(String[] arguments) throws IOException {
        for (int i = 1; i <= 60; i++) BOOKS.add(new Book(i, "Book " + i, AUTHORS[i % 5], 1960 + i * 7 % 40));
        HttpServer server = HttpServer.create(new InetSocketAddress(Integer.parseInt(System.getenv("PORT"))), 0);
        server.createContext("/", exchange -> {
            try {
                route(exchange);
            } catch (Refused refused) {
                String name = refused.parameter;
                answer(exchange, 400, "{\"error\":\"" + name + " is not allowed.\",\"parameter\":\"" + name + "\"}");
            }
        });
        server.start();
    }

    static void route(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/books")) {
            answer(exchange, 200, list(parameters(exchange.getRequestURI().getRawQuery())));
            return;
        }
        if (path.matches("/books/[1-9][0-9]?")) {
            int id = Integer.parseInt(path.substring("/books/".length()));
            if (id <= BOOKS.size()) {
                answer(exchange, 200, BOOKS.get(id - 1).json());
                return;
            }
        }
        answer(exchange, 404, "{\"error\":\"There is nothing here.\"}");
    }

    static String list(Map<String, String> query) {
        int page = number(query, "page", 1, 1, MOST);
        int perPage = number(query, "perPage", 10, 1, 50);
        List<Book> found = choose(query);
        int pages = (found.size() + perPage - 1) / perPage;
        // A page behind the last may be far behind it: an int would overflow.
        String items = found.stream().skip((page - 1L) * perPage).limit(perPage)
            .map(Book::json).collect(Collectors.joining(","));
        String previous = page > 1 && page <= pages ? String.valueOf(page - 1) : "null";
        String next = page < pages ? String.valueOf(page + 1) : "null";
        return String.format(
            "{\"items\":[%s],\"page\":%d,\"perPage\":%d,\"total\":%d,\"pages\":%d,\"previous\":%s,\"next\":%s}",
            items, page, perPage, found.size(), pages, previous, next);
    }

    static List<Book> choose(Map<String, String> query) {
        int minYear = number(query, "minYear", 0, 0, MOST);
        int maxYear = number(query, "maxYear", MOST, 0, MOST);
        String author = query.getOrDefault("author", "");
        String text = query.getOrDefault("q", "").toLowerCase();
        String sort = query.getOrDefault("sort", "id");
        boolean down = sort.startsWith("-");
        Comparator<Book> order = SORTS.get(down ? sort.substring(1) : sort);
        if (order == null) throw new Refused("sort");
        return BOOKS.stream()
            .filter(book -> author.isEmpty() || book.author().equals(author))
            .filter(book -> book.year() >= minYear && book.year() <= maxYear)
            .filter(book -> book.title().toLowerCase().contains(text))
            .sorted((down ? order.reversed() : order).thenComparing(Book::id))
            .collect(Collectors.toList());
    }

    static int number(Map<String, String> query, String name, int normal, int least, int most) {
        String text = query.get(name);
        if (text == null) return normal;
        if (!text.matches("[0-9]{1,9}")) throw new Refused(name);
        int number = Integer.parseInt(text);
        if (number < least || number > most) throw new Refused(name);
        return number;
    }

    /** What is empty counts as missing. */
    static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query == null) return parameters;
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2 || parts[1].isEmpty()) continue;
            parameters.putIfAbsent(decode(parts[0]), decode(parts[1]));
        }
        return parameters;
    }

    static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
