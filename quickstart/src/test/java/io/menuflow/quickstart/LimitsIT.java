package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.item;
import static io.menuflow.quickstart.Api.path;
import static io.menuflow.quickstart.Cluster.check;
import static io.menuflow.quickstart.Cluster.home;
import static io.menuflow.quickstart.Cluster.line;
import static io.menuflow.quickstart.DeadLetters.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.quickstart.Api.Reply;
import io.menuflow.schemas.avro.Modifier;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.serving.Node;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Checks that are too large, too long, empty, of nothing or of a fraction: over HTTP and from Kafka alike. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class LimitsIT {

    private static final String PLACE = "trattoria";
    private static final Instant NOON = Instant.parse("2025-03-10T12:00:00Z");

    private Cluster cluster;
    private Node node;
    private Api api;
    private DeadLetters deadLetters;
    private int sold;

    @BeforeAll
    void start(@TempDir Path dir) {
        cluster = new Cluster(dir);
        node = cluster.start("state");
        api = Cluster.api(node);
        deadLetters = new DeadLetters(cluster.bootstrapServers());
        api.putOk("/v1/restaurants/" + PLACE, Bodies.restaurant("Europe/Rome"));
    }

    @AfterAll
    void stop() {
        deadLetters.close();
        cluster.close();
    }

    /** Nothing that was refused was counted, and the next check is. */
    @AfterEach
    void sellAsEver() {
        sold++;
        cluster.send(check(PLACE, "good-" + sold, NOON, line("1", "soup", "1", "4.50")));
        api.found(path(PLACE, "/items"), answer -> {
            assertThat(item(answer, "soup").path("order_count").asInt()).isEqualTo(sold);
            assertThat(item(answer, "soup").path("revenue").decimalValue())
                    .isEqualByComparingTo(new BigDecimal("4.50").multiply(BigDecimal.valueOf(sold)));
        });
        assertThat(node.isReady()).isTrue();
    }

    @Test
    void shouldSayThatABodyCannotBeRead_whenItsPartsAreNone() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
            List<String> lines = List.of(
                    "POST " + path(PLACE, "/transactions") + " HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: application/json",
                    "Transfer-Encoding: chunked",
                    "Connection: close",
                    "",
                    "ZZ",
                    "");
            socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400 ").contains("the body cannot be read");
        }
    }

    @Test
    void shouldNameLimitAndSize_whenARequestIsTooLarge() {
        ObjectNode check = Bodies.check("huge", NOON, Bodies.line("soup", "1", "4.50"));
        check.put("channel", "x".repeat(10 * 1024 * 1024));
        int bytes = check.toString().length();

        Reply reply = api.post(path(PLACE, "/transactions"), check);

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.json().path("detail").asText())
                .isEqualTo("the body has " + bytes + " bytes, the limit is 10485760 bytes (10 MiB)");
    }

    /** Every field of it is within its own limit. */
    @Test
    void shouldNameLimitAndSize_whenATransactionOfTenMegabytesIsPosted() {
        ObjectNode check = Bodies.check("huge", NOON);
        for (int i = 0; i < 1_000; i++) {
            ObjectNode line = Bodies.line("soup", "1", "4.50").put("line_id", "l" + i);
            for (int m = 0; m < 18; m++) {
                line.withArray("/modifiers")
                        .addObject()
                        .put("name", "m".repeat(512))
                        .put("quantity", 1)
                        .put("price", 1);
            }
            check.withArray("/lines").add(line);
        }
        assertThat(check.toString()).hasSizeBetween(9_500_000, 10_485_760);

        Reply reply = api.post(path(PLACE, "/transactions"), check);

        assertRefused(reply, "lines", "TOO_LARGE: the transaction has 9", " bytes, the limit is 1000000");
    }

    @Test
    void shouldBeRefusedByTheBroker_whenARecordIsLargerThanItsTopicTakes() {
        byte[] huge = tenMegabytes();

        assertThatThrownBy(() -> cluster.send("pos-transactions", home(PLACE), PLACE, huge))
                .hasRootCauseInstanceOf(RecordTooLargeException.class);
    }

    @Test
    void shouldNameLimitAndSize_whenTheTopicTakesTenMegabytes() throws Exception {
        cluster.set("pos-transactions", "max.message.bytes", Integer.toString(40 << 20));
        try {
            byte[] ten = tenMegabytes();
            byte[] eleven = Arrays.copyOf(ten, 11_000_000);

            ConsumerRecord<byte[], byte[]> whole = letterOf(ten);
            ConsumerRecord<byte[], byte[]> cut = letterOf(eleven);
            ConsumerRecord<byte[], byte[]> key =
                    deadLetters.about(cluster.send("pos-transactions", 0, "k".repeat(13 << 20), ten));

            assertThat(header(whole, "menuflow-reason")).isEqualTo("TOO_LARGE");
            assertThat(header(whole, "menuflow-message"))
                    .isEqualTo("the record has " + ten.length + " bytes, the limit is 1000000");
            assertThat(whole.value()).isEqualTo(ten);
            assertThat(whole.headers().lastHeader("menuflow-cut-from")).isNull();
            assertThat(header(cut, "menuflow-message"))
                    .isEqualTo("the record has 11000000 bytes, the limit is 1000000");
            assertThat(header(cut, "menuflow-cut-from")).isEqualTo("11000000");
            assertThat(cut.value()).isEqualTo(Arrays.copyOf(eleven, 10 << 20));
            assertThat(header(key, "menuflow-envelope-cut-from")).isEqualTo(Integer.toString(13 << 20));
            String id = cut.partition() + "-" + cut.offset();
            assertThat(cluster.cli().execute("dlq", "replay", id, "--yes").said())
                    .contains("1 cannot be sent", id, "not all of it was kept");
        } finally {
            cluster.set("pos-transactions", "max.message.bytes", "1048588");
        }
    }

    private ConsumerRecord<byte[], byte[]> letterOf(byte[] value) {
        return deadLetters.about(cluster.send("pos-transactions", home(PLACE), PLACE, value));
    }

    private byte[] tenMegabytes() {
        List<Modifier> modifiers = Collections.nCopies(
                19, new Modifier(null, "m".repeat(512), new BigDecimal("1.00000"), new BigDecimal("1.0000")));
        List<TransactionLine> lines = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            lines.add(TransactionLine.newBuilder(line("l" + i, "soup", "1", "4.50"))
                    .setModifiers(modifiers)
                    .build());
        }
        byte[] bytes = Cluster.bytes(
                cluster.topics().transactions(),
                check(PLACE, "huge", NOON).setLines(lines).build());
        assertThat(bytes).hasSizeBetween(9_500_000, 10_485_760);
        return bytes;
    }

    @Test
    void shouldNameLimitAndCount_whenACheckHasTenThousandLines() {
        ObjectNode posted = Bodies.check("long", NOON);
        List<TransactionLine> lines = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            posted.withArray("/lines").add(Bodies.line("soup", "1", "4.50").put("line_id", "l" + i));
            lines.add(line("l" + i, "soup", "1", "4.50"));
        }

        Reply reply = api.post(path(PLACE, "/transactions"), posted);
        RecordMetadata sent = cluster.send(check(PLACE, "long", NOON).setLines(lines));

        assertRefused(reply, "lines", "has 10000 elements, the limit is 1000");
        assertSetAside(sent, "TOO_MANY_LINES", "lines: has 10000 lines, the limit is 1000");
    }

    @Test
    void shouldSayThatAClosedCheckNeedsALine_whenItHasNone() {
        Reply reply = api.post(path(PLACE, "/transactions"), Bodies.check("empty", NOON));
        RecordMetadata sent = cluster.send(check(PLACE, "empty", NOON));

        assertRefused(reply, "lines", "NO_LINES: a closed check needs a line");
        assertSetAside(sent, "NO_LINES", "a closed check needs a line");
    }

    @Test
    void shouldNameTheField_whenAQuantityIsNegativeOrTooFine() {
        Reply negative =
                api.post(path(PLACE, "/transactions"), Bodies.check("q", NOON, Bodies.line("soup", "-1", "4.50")));
        Reply fine = api.post(
                path(PLACE, "/transactions"), Bodies.check("q", NOON, Bodies.line("soup", "0.333333", "4.50")));
        RecordMetadata sent = cluster.send(check(PLACE, "q", NOON, line("1", "soup", "-1", "4.50")));

        assertRefused(negative, "lines[0].quantity", "BAD_QUANTITY: -1 must be 0 to 1000000");
        assertRefused(fine, "lines[0].quantity", "BAD_QUANTITY: 0.333333", "at most 5 decimals");
        assertSetAside(sent, "BAD_QUANTITY", "lines[0].quantity");
    }

    /** 0.33333 of 12.99 is 4.3299…, rounded to the cent once a line; a thousand of them make 4,330.00 and 333.33 units. */
    @Test
    void shouldBeExact_whenQuantitiesAreFractions() {
        String place = "by-weight";
        api.putOk("/v1/restaurants/" + place, Bodies.restaurant("Europe/Rome"));
        List<ObjectNode> posted = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            posted.add(Bodies.check("h" + i, NOON, Bodies.line("ham", "0.33333", "12.99")));
            cluster.send(check(place, "k" + i, NOON, line("1", "ham", "0.33333", "12.99")));
        }
        api.sell(place, posted);
        api.sell(place, Bodies.check("least", NOON, Bodies.line("ham", "0.00001", "12.99")));

        JsonNode ham = item(
                api.found(path(place, "/items"), answer -> assertThat(
                                item(answer, "ham").path("order_count").asInt())
                        .isEqualTo(1_001)),
                "ham");
        assertThat(ham.path("quantity_sold").decimalValue()).isEqualByComparingTo("333.33001");
        assertThat(ham.path("revenue").decimalValue()).isEqualByComparingTo("4330.00");
    }

    /** It was rung up, so it is known and moves the clock; it sold nothing, so it is no order and no money. */
    @Test
    void shouldAddNothing_whenAQuantityIsZero() {
        String place = "zero";
        api.putOk("/v1/restaurants/" + place, Bodies.restaurant("Europe/Rome"));
        api.sell(place, Bodies.check("some", NOON, Bodies.line("soup", "2", "4.50")));

        api.sell(place, Bodies.check("http", NOON.plusSeconds(60), Bodies.line("soup", "0", "4.50")));
        cluster.send(check(place, "kafka", NOON.plusSeconds(120), line("1", "soup", "0", "4.50")));

        JsonNode sales = api.found(
                path(place, "/sales"), answer -> assertThat(answer.path("as_of").asText())
                        .isEqualTo(NOON.plusSeconds(120).toString()));
        assertThat(sales.at("/totals/order_count").asInt()).isEqualTo(1);
        assertThat(sales.at("/totals/quantity_sold").decimalValue()).isEqualByComparingTo("2");
        assertThat(sales.at("/totals/revenue").decimalValue()).isEqualByComparingTo("9.00");
    }

    private static void assertRefused(Reply reply, String field, String... message) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        JsonNode error = reply.json().at("/verdicts/0/errors/0");
        assertThat(error.path("field").asText()).isEqualTo(field);
        assertThat(error.path("message").asText()).contains(message);
    }

    private void assertSetAside(RecordMetadata sent, String reason, String message) {
        ConsumerRecord<byte[], byte[]> letter = deadLetters.about(sent);
        assertThat(header(letter, "menuflow-reason")).isEqualTo(reason);
        assertThat(header(letter, "menuflow-message")).contains(message);
    }
}
