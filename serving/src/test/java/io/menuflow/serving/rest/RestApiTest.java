package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before any restaurant is looked for, sent byte by byte. */
class RestApiTest {

    private static RestApi api;

    @BeforeAll
    static void start() {
        api = new RestApi(OpenApiTest.services());
        api.start("127.0.0.1", 0);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/restaurants/a%00b | control character",
                "/v1/restaurants/a%    | two hexadecimal digits",
                "/v1/restaurants/a%zz  | two hexadecimal digits",
                "/v1/restaurants/a%FF  | Bad UTF-8 encoding",
                "/v1/restaurants/<script> | Illegal Path Character",
                "/v1/restaurants/%2E | not . or ..",
                "/v1/restaurants/%2E%2E | not . or ..",
            })
    void shouldSayWhy_whenAPathCannotBeRead(String path, String detail) throws IOException {
        String answer = RawHttp.send(api.port(), "GET " + path + " HTTP/1.1\r\nHost: x\r\n");

        assertProblem(answer, 400, detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "HEAD"})
    void shouldSayWhy_whenAPathOfAnyMethodCannotBeRead(String method) throws IOException {
        String answer = RawHttp.send(api.port(), method + " /v1/restaurants/a%FF HTTP/1.1\r\nHost: x\r\n");

        assertThat(RawHttp.status(answer)).isEqualTo(400);
        assertThat(RawHttp.head(answer)).contains("application/problem+json");
        assertThat(RawHttp.body(answer).isEmpty()).isEqualTo(method.equals("HEAD"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/v1/restaurant", "/v1"})
    void shouldPointToTheContract_whenAPathIsNone(String path) throws IOException {
        String answer = RawHttp.send(api.port(), "GET " + path + " HTTP/1.1\r\nHost: x\r\n");

        assertProblem(answer, 404, "there is nothing at " + path + "; /docs lists what there is");
    }

    @Test
    void shouldRefuse_whenABodyIsPacked() throws IOException {
        String head = "PUT /v1/restaurants/roma HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n";

        String packed = RawHttp.send(api.port(), head + "Content-Encoding: gzip\r\n");

        assertProblem(packed, 415, "send it without Content-Encoding");
        assertThat(RawHttp.head(packed)).contains("Accept-Encoding: identity");
    }

    @Test
    void shouldRead_whenTheEncodingIsNone() throws IOException {
        String plain =
                RawHttp.send(api.port(), "GET /health/live HTTP/1.1\r\nHost: x\r\nContent-Encoding: identity\r\n");

        assertThat(RawHttp.status(plain)).isEqualTo(200);
    }

    private static void assertProblem(String answer, int status, String detail) throws IOException {
        assertThat(RawHttp.status(answer)).isEqualTo(status);
        assertThat(RawHttp.head(answer)).contains("application/problem+json");
        JsonNode problem = RestApi.mapper().readTree(RawHttp.body(answer));
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).contains(detail);
    }
}
