package io.menuflow.topology.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArrivedTest {

    private static final Instant APPENDED = Instant.parse("2026-03-10T12:02:00.003Z");

    @Test
    void shouldBeReadBackFromItsBytes() {
        Headers headers = new RecordHeaders()
                .add("trace", bytes("a"))
                .add("trace", bytes("b"))
                .add("empty", new byte[0])
                .add("none", null)
                .add("è", new byte[] {0, -1, 7});
        List<Arrived> all = List.of(
                new Arrived("pos-transactions", 11, 5_000_000_000L, APPENDED, bytes("roma"), bytes("value"), headers),
                new Arrived("menu-items", 0, 0, Instant.ofEpochMilli(-1), null, null, new RecordHeaders()),
                new Arrived("t", 1, 2, Instant.EPOCH, new byte[0], new byte[0], new RecordHeaders()));

        assertThat(all).allSatisfy(arrived -> {
            Arrived read = Arrived.of(arrived.toBytes());
            assertThat(read).isEqualTo(arrived).hasSameHashCodeAs(arrived);
            assertThat(read.key()).isEqualTo(arrived.key());
            assertThat(read.value()).isEqualTo(arrived.value());
        });
    }

    @Test
    void shouldBeEqualByContent() {
        Arrived arrived = arrived(bytes("roma"), bytes("value"));

        assertThat(arrived).isEqualTo(arrived(bytes("roma"), bytes("value")));
        assertThat(arrived).isNotEqualTo(arrived(bytes("rome"), bytes("value")));
        assertThat(arrived).isNotEqualTo(arrived(bytes("roma"), bytes("other")));
        assertThat(arrived).isNotEqualTo(arrived(null, bytes("value")));
        assertThat(arrived).hasToString("pos-transactions-11@77");
    }

    @Test
    void shouldThrow_whenTheVersionIsUnknown() {
        assertThatThrownBy(() -> Arrived.of(new byte[] {5}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a parked record of an unknown version: 5");
    }

    @Test
    void shouldSayWhereItCameFromAndWhy_whenItIsADeadLetter() {
        Record<byte[], byte[]> letter =
                DeadLetter.of(arrived(bytes("roma"), bytes("value")), "ingest", "TOO_OLD", "x".repeat(2_001));

        assertThat(letter.key()).isEqualTo(bytes("roma"));
        assertThat(letter.value()).isEqualTo(bytes("value"));
        assertThat(letter.timestamp()).isEqualTo(APPENDED.toEpochMilli());
        assertThat(DeadLetter.text(letter.headers(), DeadLetter.TOPIC)).isEqualTo("pos-transactions");
        assertThat(DeadLetter.text(letter.headers(), DeadLetter.PARTITION)).isEqualTo("11");
        assertThat(DeadLetter.text(letter.headers(), DeadLetter.OFFSET)).isEqualTo("77");
        assertThat(DeadLetter.text(letter.headers(), DeadLetter.APPENDED_AT)).isEqualTo("1773144120003");
        assertThat(DeadLetter.text(letter.headers(), DeadLetter.STAGE)).isEqualTo("ingest");
        assertThat(DeadLetter.text(letter.headers(), DeadLetter.REASON)).isEqualTo("TOO_OLD");
        assertThat(DeadLetter.text(letter.headers(), DeadLetter.MESSAGE)).isEqualTo("x".repeat(2_000) + "…");
        assertThat(DeadLetter.text(letter.headers(), "trace")).isEqualTo("a");
    }

    @Test
    void shouldReplaceItsOwnHeaders_whenTheProducerSentSome() {
        Headers forged =
                new RecordHeaders().add(DeadLetter.TOPIC, bytes("forged")).add(DeadLetter.TOPIC, bytes("twice"));
        Arrived arrived = new Arrived("pos-transactions", 11, 77, APPENDED, null, null, forged);

        Headers headers = DeadLetter.withOrigin(arrived);

        assertThat(headers.headers(DeadLetter.TOPIC)).hasSize(1);
        assertThat(DeadLetter.text(headers, DeadLetter.TOPIC)).isEqualTo("pos-transactions");
        assertThat(DeadLetter.text(forged, DeadLetter.TOPIC)).isEqualTo("twice");
    }

    @Test
    void shouldFitAndSayWhatIsMissing_whenKeyHeadersAndValueAreHuge() {
        Headers headers = new RecordHeaders().add("huge", new byte[9 << 20]).add(DeadLetter.CUT_FROM, bytes("forged"));
        Arrived arrived =
                new Arrived("pos-transactions", 11, 77, APPENDED, new byte[2 << 20], new byte[(10 << 20) + 1], headers);

        Record<byte[], byte[]> letter = DeadLetter.of(arrived, "receive", "TOO_LARGE", "x");

        assertThat(letter.value()).hasSize(10 << 20);
        assertThat(letter.key()).hasSize(1_000);
        assertThat(letter.headers().lastHeader("huge")).isNull();
        assertThat(DeadLetter.text(letter.headers(), DeadLetter.CUT_FROM)).isEqualTo("10485761");
        assertThat(DeadLetter.text(letter.headers(), DeadLetter.ENVELOPE_CUT_FROM))
                .isEqualTo(Integer.toString((11 << 20) + "huge".length() + "menuflow-cut-from".length() + 6));
    }

    @Test
    void shouldNotSayThatItIsCut_whenOnlyItsSenderDoes() {
        Headers headers =
                new RecordHeaders().add(DeadLetter.CUT_FROM, bytes("5")).add(DeadLetter.ENVELOPE_CUT_FROM, bytes("5"));
        Arrived arrived = new Arrived("pos-transactions", 11, 77, APPENDED, null, bytes("whole"), headers);

        Record<byte[], byte[]> letter = DeadLetter.of(arrived, "receive", "UNREADABLE", "x");

        assertThat(letter.headers().lastHeader(DeadLetter.CUT_FROM)).isNull();
        assertThat(letter.headers().lastHeader(DeadLetter.ENVELOPE_CUT_FROM)).isNull();
    }

    private static Arrived arrived(byte @Nullable [] key, byte @Nullable [] value) {
        return new Arrived(
                "pos-transactions", 11, 77, APPENDED, key, value, new RecordHeaders().add("trace", bytes("a")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
