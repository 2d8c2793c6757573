package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.serving.access.AccessSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers, scanners and strangers send: refused with a reason, and never believed. */
class HostileRequestsTest {

    private static final String FRIEND = "https://menu.example";

    private static RestApi api;

    @BeforeAll
    static void start() {
        api = new RestApi(OpenApiTest.services(
                new AccessSettings(
                        Path.of("none.jsonl"),
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        true,
                        new TreeSet<>(Set.of(FRIEND)),
                        0,
                        1L << 25),
                null));
        api.start("127.0.0.1", 0);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/restaurants/..%2f..%2fetc/menu",
                "/v1/restaurants/%2e%2e%2f%2e%2e/menu",
                "/v1/restaurants/a%2Fb/menu",
                "/v1/restaurants/a%5Cb/menu",
                "/v1/restaurants/a;b/menu",
                "/v1/restaurants/a%00/menu",
                "/v1/restaurants/%C0%AE%C0%AE/menu",
                "/../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/swagger-ui/../../../../../openapi.yaml",
                "/swagger-ui/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/logback.xml",
                "/..%5c..%5clogback.xml",
                "//logback.xml",
                "/web/index.html",
                "/v1//restaurants",
                "/V1/restaurants",
            })
    void shouldLeadNowhere_whenAPathIsATrick(String path) throws IOException {
        String answer = send("GET " + path + " HTTP/1.1\r\nHost: x\r\n");

        assertThat(RawHttp.status(answer)).as(answer).isIn(400, 404);
        assertThat(RawHttp.head(answer)).contains("application/problem+json");
        assertThat(RestApi.mapper()
                        .readTree(RawHttp.body(answer))
                        .path("detail")
                        .asText())
                .isNotBlank();
        assertThat(answer).doesNotContain("root:", "<configuration>", "openapi: 3");
    }

    @Test
    void shouldRefuse_whenHeadersAreAFlood() throws IOException {
        String one = send("GET /v1/restaurants HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(20_000) + "\r\n");
        StringBuilder many = new StringBuilder("GET /v1/restaurants HTTP/1.1\r\nHost: x\r\n");
        for (int i = 0; i < 5_000; i++) {
            many.append("X-").append(i).append(": a\r\n");
        }
        String key = send(
                "GET /v1/restaurants HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + "k".repeat(100_000) + "\r\n");

        for (String answer : List.of(one, send(many.toString()), key)) {
            assertThat(RawHttp.status(answer)).isEqualTo(431);
            assertThat(RawHttp.head(answer)).contains("application/problem+json");
        }
    }

    @Test
    void shouldSayToBrowsersWhatTheyMayDoWithAnAnswer() throws IOException {
        String page = RawHttp.head(send("GET / HTTP/1.1\r\nHost: x\r\n"));
        String docs = RawHttp.head(send("GET /docs HTTP/1.1\r\nHost: x\r\n"));
        String data = RawHttp.head(send("GET /health/live HTTP/1.1\r\nHost: x\r\n"));
        String missing = RawHttp.head(send("GET /v1/nothing HTTP/1.1\r\nHost: x\r\n"));
        String unreadable = RawHttp.head(send("GET /v1/% HTTP/1.1\r\nHost: x\r\n"));

        assertThat(List.of(page, docs, data, missing, unreadable)).allSatisfy(head -> assertThat(head)
                .contains(
                        "X-Content-Type-Options: nosniff",
                        "X-Frame-Options: DENY",
                        "Referrer-Policy: no-referrer",
                        "frame-ancestors 'none'",
                        "default-src 'none'")
                .doesNotContain("unsafe-", "Server:"));
        assertThat(List.of(data, missing, unreadable))
                .allSatisfy(head -> assertThat(head).contains("Cache-Control: no-store"));
        assertThat(page).contains("script-src 'self'").doesNotContain("data:");
    }

    @Test
    void shouldRefuseOtherPages_andLetInThoseOfTheSettings() throws IOException {
        String stranger = send("GET /health/live HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\n");
        String nobody = send("GET /health/live HTTP/1.1\r\nHost: x\r\nOrigin: null\r\n");
        String own = send("GET /health/live HTTP/1.1\r\nHost: x:1\r\nOrigin: http://x:1\r\n");
        String friend = send("GET /health/live HTTP/1.1\r\nHost: x\r\nOrigin: " + FRIEND + "\r\n");

        assertThat(RawHttp.status(stranger)).isEqualTo(403);
        assertThat(RawHttp.head(stranger)).doesNotContain("Access-Control-");
        assertThat(RawHttp.body(stranger)).contains("pages of https://evil.example may not use this node");
        assertThat(RawHttp.status(nobody)).isEqualTo(403);
        assertThat(RawHttp.status(own)).isEqualTo(200);
        assertThat(RawHttp.status(friend)).isEqualTo(200);
        assertThat(RawHttp.head(friend))
                .contains("Access-Control-Allow-Origin: " + FRIEND, "Vary: Origin")
                .doesNotContain("Allow-Credentials");
    }

    /** DNS rebinding: a browser then takes a stranger's page for one of this node's. */
    @ParameterizedTest
    @CsvSource({
        "evil.example, 403",
        "evil.example:80, 403",
        "127.0.0.1.evil.example, 403",
        "localhost.evil.example:8080, 403",
        "localhost, 200",
        "localhost:8080, 200",
        "127.0.0.1:8080, 200",
        "[::1]:8080, 200",
        "menu.localhost, 200",
        "menuflow.default.svc.cluster.local:8080, 200",
        "menu.example, 200"
    })
    void shouldAnswerUnderItsOwnNamesOnly_whenItAsksForNoKey(String host, int status) throws IOException {
        String answer = send("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\n");
        String asItsPage = send("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host + "\r\n");

        assertThat(RawHttp.status(answer)).isEqualTo(status);
        assertThat(RawHttp.status(asItsPage)).isEqualTo(status);
    }

    @Test
    void shouldAnswerABrowsersQuestionBeforeItAsks() throws IOException {
        String question = "OPTIONS /v1/restaurants/roma HTTP/1.1\r\nHost: x\r\nAccess-Control-Request-Method: PUT\r\n"
                + "Access-Control-Request-Headers: authorization\r\nOrigin: ";

        String friend = send(question + FRIEND + "\r\n");
        String stranger = send(question + "https://evil.example\r\n");

        assertThat(RawHttp.status(friend)).isEqualTo(204);
        assertThat(RawHttp.head(friend))
                .contains(
                        "Access-Control-Allow-Origin: " + FRIEND,
                        "Access-Control-Allow-Methods: GET, PUT, POST, DELETE",
                        "Access-Control-Allow-Headers: Authorization, Content-Type, X-Api-Key",
                        "Access-Control-Max-Age: 600");
        assertThat(RawHttp.status(stranger)).isEqualTo(403);
        assertThat(RawHttp.head(stranger)).doesNotContain("Access-Control-");
    }

    @Test
    void shouldServeTheContractsPageFromHereAlone() throws IOException {
        String docs = send("GET /docs HTTP/1.1\r\nHost: x\r\n");
        String script = send("GET /swagger-ui/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n");
        String style = send("GET /swagger-ui/swagger-ui.css HTTP/1.1\r\nHost: x\r\n");
        String start = send("GET /docs.js HTTP/1.1\r\nHost: x\r\n");

        assertThat(RawHttp.body(docs))
                .contains("swagger-ui/swagger-ui-bundle.js", "docs.js")
                .doesNotContain("http://", "https://", "<style", "onload");
        assertThat(List.of(script, style, start, docs))
                .allSatisfy(answer -> assertThat(RawHttp.status(answer)).isEqualTo(200));
        assertThat(RawHttp.head(script)).contains("javascript");
        assertThat(RawHttp.head(style)).contains("text/css");
    }

    private static String send(String head) throws IOException {
        return RawHttp.send(api.port(), head);
    }
}
