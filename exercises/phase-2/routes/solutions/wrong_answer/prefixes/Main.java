import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A context gets every path that begins like its own: /hello-world and /hello/a/b too. */
public class Main {
    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(Integer.parseInt(System.getenv("PORT"))), 0);
        server.createContext("/hello", exchange -> {
            String[] parts = exchange.getRequestURI().getPath().split("/");
            byte[] body = ("Hello, " + (parts.length > 2 ? parts[2] : "stranger") + "!").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/sum", exchange -> {
            String[] parts = exchange.getRequestURI().getPath().split("/");
            int sum = Integer.parseInt(parts[2]) + Integer.parseInt(parts[3]);
            byte[] body = ("{\"sum\": " + sum + "}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/echo", exchange -> {
            exchange.getResponseHeaders().set("Allow", "POST, DELETE");
            exchange.sendResponseHeaders(405, -1);
            exchange.close();
        });
        server.start();
    }
}
