import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Routes with what Java brings along: one context for all paths, and a table of patterns. */
public class Main {
    interface Handler {
        void handle(HttpExchange exchange, List<String> parameters) throws IOException;
    }

    static final String NUMBER = "(-?[0-9]{1,9})";
    static final Map<Pattern, Map<String, Handler>> ROUTES = new LinkedHashMap<>();

    public static void main(String[] arguments) throws IOException {
        route("/hello", Map.of("GET", (exchange, none) -> greet(exchange, "stranger")));
        route("/hello/([^/]+)", Map.of("GET", (exchange, names) -> greet(exchange, names.get(0))));
        route("/sum/" + NUMBER + "/" + NUMBER, Map.of("GET", Main::add));
        route("/old-hello", Map.of("GET", (exchange, none) -> {
            exchange.getResponseHeaders().set("Location", "/hello");
            answer(exchange, 301, null, new byte[0]);
        }));
        route("/echo", Map.of("POST", Main::echo, "DELETE", (exchange, none) -> answer(exchange, 204, null, new byte[0])));

        int port = Integer.parseInt(System.getenv("PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/", Main::dispatch);
        server.start();
    }

    static void route(String pattern, Map<String, Handler> methods) {
        ROUTES.put(Pattern.compile(pattern), methods);
    }

    static void dispatch(HttpExchange exchange) throws IOException {
        // getPath() is decoded already: "a%2Fb" would be two parts. Parts are decoded one by one.
        String path = exchange.getRequestURI().getRawPath();
        for (Map.Entry<Pattern, Map<String, Handler>> route : ROUTES.entrySet()) {
            Matcher match = route.getKey().matcher(path);
            if (!match.matches()) continue;
            Handler handler = route.getValue().get(exchange.getRequestMethod());
            if (handler == null) {
                exchange.getResponseHeaders().set("Allow", String.join(", ", route.getValue().keySet()));
                answer(exchange, 405, null, new byte[0]);
                return;
            }
            List<String> parameters = match.toMatchResult().groupCount() == 0 ? List.of() : groups(match);
            handler.handle(exchange, parameters);
            return;
        }
        answer(exchange, 404, null, new byte[0]);
    }

    static List<String> groups(Matcher match) {
        String[] groups = new String[match.groupCount()];
        for (int i = 0; i < groups.length; i++) groups[i] = decode(match.group(i + 1));
        return List.of(groups);
    }

    /** URLDecoder is for forms: it takes "+" for a space. */
    static String decode(String text) {
        return java.net.URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    static void greet(HttpExchange exchange, String name) throws IOException {
        byte[] body = ("Hello, " + name + "!").getBytes(StandardCharsets.UTF_8);
        answer(exchange, 200, "text/plain; charset=utf-8", body);
    }

    static void add(HttpExchange exchange, List<String> numbers) throws IOException {
        int sum = Integer.parseInt(numbers.get(0)) + Integer.parseInt(numbers.get(1));
        answer(exchange, 200, "application/json", ("{\"sum\": " + sum + "}").getBytes(StandardCharsets.UTF_8));
    }

    static void echo(HttpExchange exchange, List<String> none) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        answer(exchange, 200, type, exchange.getRequestBody().readAllBytes());
    }

    static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        if (type != null) exchange.getResponseHeaders().set("Content-Type", type);
        // -1 stands for "no body"; 0 would be one of unknown length.
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) exchange.getResponseBody().write(body);
        exchange.close();
    }
}
