package io.menuflow.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, on a real node that asks for a key. Needs Chromium and says so when there is none. */
class PageIT {

    @TempDir
    Path dir;

    private final HttpClient http = HttpClient.newHttpClient();
    private String key = "";
    /** What the browser complained of. */
    private String said = "";

    @Test
    void shouldDrawTheMenu_whenOpenedInABrowser() throws IOException, InterruptedException {
        Optional<Path> browser = Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(browser.isPresent() || "true".equals(System.getenv("CI")), "no Chromium on this machine");
        DemoKey demo = DemoKey.of(dir.resolve("data"));
        key = demo.secret().reveal();
        Quickstart.Options options = new Quickstart.Options(dir.resolve("data"), 0, 0, 0, 60).with(demo);
        try (Quickstart quickstart = Quickstart.start(options, line -> {})) {
            fill(quickstart.httpUrl());

            String page = dump(browser.orElseThrow(), quickstart.httpUrl() + "/#restaurant=osteria&key=" + key);
            String stranger = dump(browser.orElseThrow(), quickstart.httpUrl() + "/");
            String docs = dump(browser.orElseThrow(), quickstart.httpUrl() + "/docs");

            assertThat(page)
                    .contains("<circle")
                    .contains("Soup &lt;b&gt;of&lt;/b&gt; the day")
                    .contains("€1,645")
                    .containsPattern("<form [^>]*id=\"sign-in\" hidden")
                    .doesNotContain("Soup <b>of", key);
            assertThat(stranger)
                    .contains("This node wants an API key.")
                    .containsPattern("<form [^>]*id=\"sign-in\">")
                    .doesNotContain("<circle");
            assertThat(docs).contains("opblock-summary", "/v1/restaurants/{restaurant}/items", "Authorize");
            assertThat(said).doesNotContain("Content Security Policy", "Uncaught");
        }
    }

    private void fill(URI node) throws IOException, InterruptedException {
        send(
                node,
                "PUT",
                "/v1/restaurants/osteria",
                """
                {"name": "Osteria", "currency": "EUR", "zone": "Europe/Rome", "settings": {"new_item_days": 0}}""");
        String[] names = {"Soup <b>of</b> the day", "Wine", "Bread", "Cake", "Steak", "Water"};
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            send(
                    node,
                    "PUT",
                    "/v1/restaurants/osteria/menu/item-" + i,
                    "{\"name\": \"%s\", \"price\": %d, \"food_cost\": %d}".formatted(names[i], 5 * (i + 1), i + 1));
            lines.append(i == 0 ? "" : ",")
                    .append("{\"item_id\": \"item-%d\", \"quantity\": %d, \"unit_list_price\": %d}"
                            .formatted(i, 5 + i * i % 7 * 4, 5 * (i + 1)));
        }
        String check = "{\"transaction_id\": \"c1\", \"closed_at\": \"%s\", \"lines\": [%s]}"
                .formatted(Instant.now().minusSeconds(60), lines);
        send(node, "POST", "/v1/restaurants/osteria/transactions", check);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> send(
                        node, "GET", "/v1/restaurants/osteria/classifications", "")
                .contains("\"quadrant\":\"STAR\""));
    }

    private String send(URI node, String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(node.resolve(path))
                .header("Authorization", "Bearer " + key)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private String dump(Path browser, String page) throws IOException, InterruptedException {
        Path out = dir.resolve("page.html");
        Path log = dir.resolve("browser.log");
        Process process = new ProcessBuilder(List.of(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + dir.resolve("browser"),
                        "--virtual-time-budget=8000",
                        "--enable-logging=stderr",
                        "--dump-dom",
                        page))
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        said += Files.readString(log, StandardCharsets.UTF_8);
        return Files.readString(out, StandardCharsets.UTF_8);
    }
}
