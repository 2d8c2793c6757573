package io.menuflow.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Transaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSchemaRegistryTest {

    private static final Schema SCHEMA = Transaction.getClassSchema();

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    record Answer(int status, String body) {}

    record Seen(
            String method, String path, @Nullable String authorization, @Nullable String contentType, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            seen.add(new Seen(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Answer answer = answers.size() > 1 ? answers.pop() : answers.peek();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldAskOnce_whenASchemaIsRegisteredManyTimes() throws IOException {
        answers.add(new Answer(200, "{\"id\":4711}"));
        HttpSchemaRegistry registry = registry("");

        for (int i = 0; i < 50; i++) {
            assertThat(registry.register("pos-transactions-value", SCHEMA)).isEqualTo(4711);
        }
        assertThat(registry.byId(4711)).isEqualTo(SCHEMA);

        assertThat(seen).hasSize(1);
        Seen request = seen.get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/subjects/pos-transactions-value/versions");
        assertThat(request.contentType()).isEqualTo("application/vnd.schemaregistry.v1+json");
        assertThat(request.authorization()).isNull();
        var sent = new com.fasterxml.jackson.databind.ObjectMapper().readTree(request.body());
        assertThat(new Schema.Parser().parse(sent.path("schema").asText())).isEqualTo(SCHEMA);
    }

    @Test
    void shouldAskForEach_whenSubjectOrSchemaDiffers() {
        answers.add(new Answer(200, "{\"id\":1}"));
        answers.add(new Answer(200, "{\"id\":2}"));
        answers.add(new Answer(200, "{\"id\":3}"));
        HttpSchemaRegistry registry = registry("");

        assertThat(registry.register("a-value", SCHEMA)).isEqualTo(1);
        assertThat(registry.register("b-value", SCHEMA)).isEqualTo(2);
        assertThat(registry.register("a-value", MenuItem.getClassSchema())).isEqualTo(3);
        assertThat(registry.register("b-value", SCHEMA)).isEqualTo(2);

        assertThat(seen).hasSize(3);
    }

    @Test
    void shouldAskOnce_whenASchemaIsReadManyTimes() {
        answers.add(new Answer(200, "{\"schema\":" + quoted(SCHEMA.toString()) + "}"));
        HttpSchemaRegistry registry = registry("");

        for (int i = 0; i < 50; i++) {
            assertThat(registry.byId(17)).isEqualTo(SCHEMA);
        }

        assertThat(seen).extracting(Seen::path).containsExactly("/schemas/ids/17");
        assertThat(seen.get(0).method()).isEqualTo("GET");
    }

    @Test
    void shouldSayTheIdIsUnknown_whenTheRegistryHasNone() {
        answers.add(new Answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}"));

        assertThatThrownBy(() -> registry("").byId(17))
                .isInstanceOf(UnknownSchemaException.class)
                .hasMessage("no schema with id 17 in the registry");
    }

    @Test
    void shouldAskOnceASecond_whenManyRecordsCarryAnUnknownId() {
        answers.add(new Answer(404, "{\"error_code\":40403}"));
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // which overflows within the test
        HttpSchemaRegistry registry = new HttpSchemaRegistry(base(""), null, Duration.ofSeconds(5), null, now::get);

        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> registry.byId(17)).isInstanceOf(UnknownSchemaException.class);
        }
        assertThat(seen).hasSize(1);
        now.addAndGet(UnknownIds.REMEMBERED_FOR.toNanos() - 1);
        assertThatThrownBy(() -> registry.byId(17)).isInstanceOf(UnknownSchemaException.class);
        assertThat(seen).hasSize(1);

        now.incrementAndGet();
        answers.clear();
        answers.add(new Answer(200, "{\"schema\":" + quoted(SCHEMA.toString()) + "}"));
        assertThat(registry.byId(17)).isEqualTo(SCHEMA);
        assertThat(seen).hasSize(2);
    }

    @Test
    void shouldKnowTheIdAtOnce_whenItIsGivenToAnotherThatWasJustUnknown() {
        answers.add(new Answer(404, "{\"error_code\":40403}"));
        answers.add(new Answer(200, "{\"id\":17}"));
        HttpSchemaRegistry registry = registry("");

        assertThatThrownBy(() -> registry.byId(17)).isInstanceOf(UnknownSchemaException.class);
        registry.register("a-value", SCHEMA);

        assertThat(registry.byId(17)).isEqualTo(SCHEMA);
        assertThat(seen).hasSize(2);
    }

    @Test
    void shouldForgetTheEldest_whenTooManyIdsAreUnknown() {
        UnknownIds unknown = new UnknownIds(() -> 0);

        for (int id = 0; id <= UnknownIds.REMEMBERED_AT_MOST; id++) {
            unknown.add(id);
        }

        assertThat(unknown.contains(0)).isFalse();
        assertThat(unknown.contains(1)).isTrue();
        assertThat(unknown.contains(UnknownIds.REMEMBERED_AT_MOST)).isTrue();
    }

    /** A wrong path or a proxy in between: every record would be set aside for a mistake in the configuration. */
    @ParameterizedTest
    @ValueSource(strings = {"<html>not here</html>", "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}", ""})
    void shouldNotBlameTheRecord_whenSomethingElseAnswers404(String body) {
        answers.add(new Answer(404, body));

        assertThatThrownBy(() -> registry("").byId(17))
                .isInstanceOf(SchemaRegistryException.class)
                .isNotInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("refused schema id 17: 404");
    }

    @Test
    void shouldPassTheReasonsOn_whenAskedForCompatibility() {
        answers.add(new Answer(200, "{\"is_compatible\":false,\"messages\":[\"tip is gone\",\"so is tax\"]}"));
        answers.add(new Answer(200, "{\"is_compatible\":false}"));
        answers.add(new Answer(200, "{\"is_compatible\":true,\"messages\":[]}"));
        answers.add(new Answer(404, "{\"error_code\":40401}"));
        answers.add(new Answer(404, "{\"error_code\":40402}"));
        answers.add(new Answer(200, "{}"));
        HttpSchemaRegistry registry = registry("");

        assertThat(registry.incompatibilities("a-value", SCHEMA)).containsExactly("tip is gone", "so is tax");
        assertThat(registry.incompatibilities("a-value", SCHEMA)).containsExactly("incompatible with subject a-value");
        assertThat(registry.incompatibilities("a-value", SCHEMA)).isEmpty();
        assertThat(registry.incompatibilities("new-value", SCHEMA)).isEmpty();
        assertThat(registry.incompatibilities("hidden-value", SCHEMA)).isEmpty();
        assertThatThrownBy(() -> registry.incompatibilities("a-value", SCHEMA))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("without a verdict");
        assertThat(seen.get(0).path()).isEqualTo("/compatibility/subjects/a-value/versions/latest");
    }

    @Test
    void shouldPassTheReasonOn_whenTheRegistryRefusesASchema() {
        answers.add(new Answer(409, "{\"error_code\":409,\"message\":\"field tip was removed without a default\"}"));

        assertThatThrownBy(() -> registry("").register("a-value", SCHEMA))
                .isInstanceOf(SchemaRegistryException.class)
                .isNotInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("refused subject a-value: 409 field tip was removed without a default")
                .hasMessageContaining(base("").toString());
        assertThat(seen).hasSize(1);
    }

    @Test
    void shouldPassTheBodyOn_whenARefusalIsNoJson() {
        answers.add(new Answer(401, "<html>go away</html>"));

        assertThatThrownBy(() -> registry("").byId(17))
                .isInstanceOf(SchemaRegistryException.class)
                .isNotInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("refused schema id 17: 401 <html>go away</html>");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void shouldTryAgain_whenTheRegistryIsBusyForAMoment(int status) {
        answers.add(new Answer(status, "busy"));
        answers.add(new Answer(200, "{\"id\":4711}"));

        assertThat(registry("").register("a-value", SCHEMA)).isEqualTo(4711);

        assertThat(seen).hasSize(2);
    }

    @Test
    void shouldGiveUpWithinItsPatience_whenTheRegistryStaysBroken() {
        answers.add(new Answer(502, "bad gateway"));
        HttpSchemaRegistry registry = new HttpSchemaRegistry(base(""), null, Duration.ofMillis(400));

        long start = System.nanoTime();
        assertThatThrownBy(() -> registry.register("a-value", SCHEMA))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("answered 502; gave up on /subjects/a-value/versions after PT0.4S");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(seen).hasSizeBetween(2, 3);
    }

    @Test
    void shouldGiveUpWithinItsPatience_whenNobodyListens() {
        server.stop(0);
        HttpSchemaRegistry registry = new HttpSchemaRegistry(base(""), null, Duration.ofMillis(150));

        assertThatThrownBy(() -> registry.byId(17))
                .isInstanceOf(SchemaRegistryException.class)
                .isNotInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("is unreachable (ConnectException); gave up on /schemas/ids/17");
    }

    /** Before its headers, or between them and the body, which a request's own timeout does not see. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldGiveUpWithinItsPatience_whenTheRegistryHangs(boolean afterHeaders) {
        CountDownLatch ended = new CountDownLatch(1);
        server.removeContext("/");
        server.createContext("/", exchange -> hang(exchange, afterHeaders, ended));
        HttpSchemaRegistry registry = new HttpSchemaRegistry(base(""), null, Duration.ofMillis(300));

        long start = System.nanoTime();
        assertThatThrownBy(() -> registry.register("a-value", SCHEMA))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("does not answer; gave up on /subjects/a-value/versions after PT0.3S");
        ended.countDown();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    private static void hang(HttpExchange exchange, boolean afterHeaders, CountDownLatch ended) throws IOException {
        try (exchange) {
            if (afterHeaders) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
            }
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldAskOnce_whenTheSameSchemaComesAsTwoObjects() {
        answers.add(new Answer(200, "{\"id\":4711}"));
        HttpSchemaRegistry registry = registry("");

        registry.register("a-value", SCHEMA);
        registry.register("a-value", new Schema.Parser().parse(SCHEMA.toString()));

        assertThat(seen).hasSize(1);
    }

    @Test
    void shouldSendItsCredentials_whenItHasSome() {
        answers.add(new Answer(200, "{\"id\":4711}"));
        HttpSchemaRegistry registry = new HttpSchemaRegistry(base(""), "Basic bWU6aXQ=", Duration.ofSeconds(5));

        registry.register("a-value", SCHEMA);

        assertThat(seen.get(0).authorization()).isEqualTo("Basic bWU6aXQ=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/apis/ccompat/v7", "/apis/ccompat/v7/", "/apis/ccompat/v7//"})
    void shouldAddToThePathOfItsAddress_whenThatHasOne(String path) {
        answers.add(new Answer(200, "{\"id\":4711}"));

        registry(path).register("a/va lue", SCHEMA);

        assertThat(seen.get(0).path()).isEqualTo("/apis/ccompat/v7/subjects/a%2Fva%20lue/versions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "<html/>", "{\"id\":\"x\"}", "{\"id\":null}"})
    void shouldRefuse_whenARegistrationIsAnsweredWithoutAnId(String body) {
        answers.add(new Answer(200, body));

        assertThatThrownBy(() -> registry("").register("a-value", SCHEMA))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("without an id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "<html/>", "{\"schema\":7}"})
    void shouldRefuse_whenASchemaIsAnsweredWithoutOne(String body) {
        answers.add(new Answer(200, body));

        assertThatThrownBy(() -> registry("").byId(17))
                .isInstanceOf(SchemaRegistryException.class)
                .isNotInstanceOf(UnknownSchemaException.class)
                .hasMessageContaining("without a schema");
    }

    /** A record that names a schema of another format is broken: it must not end the stream. */
    @ParameterizedTest
    @ValueSource(strings = {"syntax = \\\"proto3\\\";", "{\\\"type\\\":\\\"object\\\"}", "\\\"SomewhereElse\\\""})
    void shouldBlameTheRecord_whenItsSchemaIsNoAvro(String schema) {
        answers.add(new Answer(200, "{\"schema\":\"" + schema + "\"}"));
        AvroSerde<Transaction> serde = new AvroSerde<>(registry(""), "a-value", SCHEMA);

        assertThatThrownBy(() -> serde.read(new byte[] {0, 0, 0, 0, 17, 1, 2, 3}))
                .isInstanceOf(org.apache.kafka.common.errors.SerializationException.class)
                .hasMessageContaining("schema id 17");
    }

    private HttpSchemaRegistry registry(String path) {
        return new HttpSchemaRegistry(base(path), null, Duration.ofSeconds(10));
    }

    private URI base(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static String quoted(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
    }
}
