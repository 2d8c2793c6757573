package io.menuflow.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.LineKind;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Damaged records through the whole topology: each counts, waits, or is set aside with its bytes and a reason. */
class RecordFuzzTest {

    private static final int TURN = 500;

    private final Topics topics = new Topics(new InMemoryRegistry());
    private final List<byte[]> transactions = new ArrayList<>();
    private final List<byte[]> restaurants = new ArrayList<>();
    private final List<byte[]> days = new ArrayList<>();
    private final List<byte[]> items = new ArrayList<>();
    private TopologyBench bench;
    private int handled;
    private int setAside;

    @BeforeEach
    void start() {
        bench = new TopologyBench(new Disk(), TopologySettings.of(1).withHistoryDays(35), topics);
        Histories.restaurants().forEach(bench::send);
        Histories.menu().forEach(bench::send);
        bench.at(Histories.END);
        Histories.of(new Random(1), 60)
                .forEach(delivery -> transactions.add(bytes(topics.transactions(), delivery.check())));
        transactions.add(bytes(topics.transactions(), combo()));
        Histories.restaurants().forEach(restaurant -> restaurants.add(bytes(topics.restaurants(), restaurant)));
        Histories.days().forEach(day -> days.add(bytes(topics.restaurantDays(), day)));
        Histories.menu().forEach(item -> items.add(bytes(topics.menuItems(), item)));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void shouldCountOrSayWhyNot_whateverATransactionsBytes() {
        fuzz(40_000, topics.transactions(), transactions, "trattoria", "diner", "ahwa", "nobody", "");
    }

    @Test
    void shouldKeepOrSayWhyNot_whateverARestaurantsBytes() {
        fuzz(10_000, topics.restaurants(), restaurants, "trattoria", "diner", "ahwa");
    }

    @Test
    void shouldKeepOrSayWhyNot_whateverADaysBytes() {
        fuzz(10_000, topics.restaurantDays(), days, "diner:2026-04-28", "diner:2026-05-03", "ahwa:2026-04-23", "ahwa:");
    }

    @Test
    void shouldKeepOrSayWhyNot_whateverAnItemsBytes() {
        fuzz(10_000, topics.menuItems(), items, "diner:soup", "diner:wine", "diner:salad", "diner:");
    }

    private void fuzz(int inputs, Topic<String, ?> topic, List<byte[]> seeds, String... keys) {
        TestInputTopic<byte[], byte[]> input =
                bench.driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
        Fuzz.run(inputs, random -> {
            byte[] good = seeds.get(random.nextInt(seeds.size()));
            byte[] damaged = Damage.to(good, seeds.get(random.nextInt(seeds.size())), random);
            byte[] key = keys[random.nextInt(keys.length)].getBytes(StandardCharsets.UTF_8);

            input.pipeInput(new TestRecord<>(random.nextInt(50) == 0 ? null : key, damaged, Histories.END));

            assertSaid(damaged);
            if (++handled % TURN == 0) {
                scoreAndGoOn();
            }
        });
        assertThat(setAside).isBetween(handled / 10, handled - 1); // some of it must get through
    }

    private void assertSaid(byte[] damaged) {
        var letters = bench.deadLetters();
        assertThat(letters).hasSizeLessThanOrEqualTo(1);
        letters.forEach(letter -> {
            setAside++;
            assertThat(letter.value()).isEqualTo(damaged);
            assertThat(TopologyBench.reason(letter)).matches("[A-Z_]+");
            assertThat(new String(
                            letter.headers().lastHeader("menuflow-message").value(), StandardCharsets.UTF_8))
                    .isNotBlank()
                    .doesNotContain("\n");
        });
    }

    /** Makes what waits known to be lost, and goes on with the restaurants as they should be. */
    private void scoreAndGoOn() {
        bench.advance(Duration.ofMinutes(6));
        bench.deadLetters();
        bench.at(Histories.END);
        Histories.restaurants().forEach(bench::send);
        Histories.menu().forEach(bench::send);
        bench.deadLetters();
        bench.classifications();
    }

    private static <V> byte[] bytes(Topic<String, V> topic, V value) {
        return topic.valueSerde().serializer().serialize(topic.name(), value);
    }

    private static Transaction combo() {
        TransactionLine menu = TopologyBench.line("menu", "1", "12.50");
        TransactionLine part = TransactionLine.newBuilder(TopologyBench.line("soup", "1", "4.50"))
                .setParentLineId(menu.getLineId())
                .setKind(LineKind.SALE)
                .build();
        return TopologyBench.check("combo ☕", Histories.END, menu, part).build();
    }
}
