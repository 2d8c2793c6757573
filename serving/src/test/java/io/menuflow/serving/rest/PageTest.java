package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.javalin.http.staticfiles.Location;
import io.menuflow.models.demand.SeriesForecast;
import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.price.Guardrails;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be said of the page without a browser: all of it is there, and none of it can be turned against a reader. */
class PageTest {

    private static final Pattern LOCAL =
            Pattern.compile("(?:src|href)=\"([a-z]+\\.[a-z]+)\"|from '\\./([a-z.]+\\.js)'");

    @Test
    void shouldServeEveryFileItIsMadeOf() throws Exception {
        Javalin server = Javalin.create(config -> config.staticFiles.add("/web", Location.CLASSPATH));
        try {
            server.start("127.0.0.1", 0);
            URI root = URI.create("http://127.0.0.1:" + server.port() + "/");

            assertThat(get(root).headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/html");
            for (String file : files()) {
                HttpResponse<String> answer = get(root.resolve(file));
                assertThat(answer.statusCode()).as(file).isEqualTo(200);
                if (file.endsWith(".js")) {
                    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                            .contains("javascript");
                }
            }
        } finally {
            server.stop();
        }
    }

    @Test
    void shouldNeverMakeMarkupOfText() throws IOException {
        for (String file : files()) {
            assertThat(read(file))
                    .as(file)
                    .doesNotContain(
                            "innerHTML", "InnerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
        }
    }

    @Test
    void shouldAskNoOtherHost() throws IOException {
        for (String file : files()) {
            assertThat(read(file).replace("http://www.w3.org/2000/svg", ""))
                    .as(file)
                    .doesNotContain("http://", "https://");
        }
        assertThat(read("index.html")).contains("default-src 'none'", "connect-src 'self'");
    }

    @Test
    void shouldHaveWords_forEveryValueOfAnAnswer() throws IOException {
        String texts = read("texts.en.js");

        named(texts, "action", PriceViews.Action.values());
        named(texts, "short", SeriesForecast.Evidence.values());
        named(texts, "evidence", Evidence.values());
        named(texts, "rules", Guardrails.Rule.values());
    }

    private static void named(String texts, String name, Enum<?>[] values) {
        Matcher words = Pattern.compile("\\b" + name + ": \\{([^}]*)}").matcher(texts);
        assertThat(words.find()).as(name).isTrue();
        for (Enum<?> value : values) {
            assertThat(words.group(1)).as(name).containsPattern("\\b" + value.name() + ": '");
        }
    }

    private static Set<String> files() throws IOException {
        Set<String> files = new TreeSet<>();
        List<String> left = new java.util.ArrayList<>(List.of("index.html"));
        while (!left.isEmpty()) {
            String file = left.remove(0);
            if (file.equals("openapi.yaml") || !files.add(file)) {
                continue;
            }
            Matcher named = LOCAL.matcher(read(file));
            while (named.find()) {
                left.add(named.group(1) != null ? named.group(1) : named.group(2));
            }
        }
        assertThat(files).contains("menuflow.js", "menuflow.css", "matrix.js", "drawer.js", "texts.en.js", "icon.svg");
        return files;
    }

    private static String read(String file) throws IOException {
        try (InputStream in = PageTest.class.getResourceAsStream("/web/" + file)) {
            assertThat(in).as(file).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
