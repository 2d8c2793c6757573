package io.menuflow.topology;

import static io.menuflow.topology.TopologyBench.NOON;
import static io.menuflow.topology.TopologyBench.check;
import static io.menuflow.topology.TopologyBench.line;
import static io.menuflow.topology.TopologyBench.restaurant;
import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.schemas.avro.OrderType;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.schemas.avro.TransactionLine;
import io.menuflow.schemas.avro.TransactionState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/** The promise everything rests on: order, duplicates and neighbours never matter. */
class HistoryPropertyTest {

    private static final List<String> PLACES = List.of("trattoria", "osteria");
    private static final List<String> ITEMS = List.of("soup", "wine", "bread");

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void shouldEndInTheSameRows_whateverOrderDuplicatesAndNeighbours(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int size) throws IOException {
        Random random = new Random(seed);
        List<Transaction> history = history(random, size);
        List<Transaction> disordered = new ArrayList<>(history);
        disordered.addAll(history.subList(0, size / 2));
        Collections.shuffle(disordered, random);
        List<Transaction> alone = disordered.stream()
                .filter(check -> check.getRestaurantId().equals("osteria"))
                .toList();

        Map<String, String> inOrder = rowsAfter(history);

        assertThat(rowsAfter(disordered)).isEqualTo(inOrder);
        assertThat(of("osteria", rowsAfter(alone))).isEqualTo(of("osteria", inOrder));
    }

    /** Revisions, voids, conflicts of one revision, the same content again under another, moves between days. */
    private static List<Transaction> history(Random random, int size) {
        List<Transaction> history = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (i > 0 && random.nextInt(3) == 0) {
                history.add(Transaction.newBuilder(history.get(random.nextInt(i)))
                        .setRevision(1 + random.nextInt(4))
                        .build());
                continue;
            }
            TransactionLine[] lines = ITEMS.stream()
                    .filter(item -> random.nextBoolean())
                    .map(item -> TransactionLine.newBuilder(line(item, "" + (1 + random.nextInt(3)), "4.50"))
                            .setItemName(item + " " + random.nextInt(3))
                            .build())
                    .toArray(TransactionLine[]::new);
            history.add(check("c" + random.nextInt(6), NOON.minus(Duration.ofHours(random.nextInt(24 * 45))), lines)
                    .setRestaurantId(PLACES.get(random.nextInt(2)))
                    .setRevision(1 + random.nextInt(4))
                    .setOrderType(random.nextBoolean() ? OrderType.DINE_IN : OrderType.DELIVERY)
                    .setState(
                            lines.length == 0 || random.nextInt(6) == 0
                                    ? TransactionState.VOIDED
                                    : TransactionState.CLOSED)
                    .build());
        }
        return history;
    }

    private static Map<String, String> rowsAfter(List<Transaction> history) throws IOException {
        Path dir = Files.createTempDirectory("history");
        try (TopologyBench bench = new TopologyBench(dir, TopologySettings.of(1))) {
            PLACES.forEach(place -> bench.send(restaurant(place, "Europe/Rome", 0)));
            history.forEach(bench::send);
            PLACES.forEach(bench::snapshot);
            assertThat(bench.deadLetterReasons()).isEmpty();
            Map<String, String> rows = new TreeMap<>();
            for (String store : List.of(Names.SALES_STORE, Names.CHECK_STORE, Names.SNAPSHOT_STORE)) {
                bench.rows(store).forEach((key, value) -> rows.put(key + " of " + store, value));
            }
            return rows;
        } finally {
            try (Stream<Path> files = Files.walk(dir)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static Map<String, String> of(String restaurant, Map<String, String> rows) {
        String prefix = HexFormat.of().formatHex(restaurant.getBytes(StandardCharsets.UTF_8));
        Map<String, String> own = new TreeMap<>(rows);
        own.keySet().removeIf(key -> !key.startsWith(prefix));
        return own;
    }
}
