package io.menuflow.topology;

import static io.menuflow.topology.TopologyBench.NOON;
import static io.menuflow.topology.TopologyBench.PLACE;
import static io.menuflow.topology.TopologyBench.check;
import static io.menuflow.topology.TopologyBench.line;
import static io.menuflow.topology.TopologyBench.restaurant;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times nobody can believe are set aside and move nothing: no clock, no window, no row of anybody. */
class AbsurdTimesTest {

    private static final Duration TOLERANCE = Duration.ofHours(1);

    @TempDir
    Path dir;

    private TopologyBench bench;

    @BeforeEach
    void start() {
        bench = new TopologyBench(dir, TopologySettings.of(1).withHistoryDays(60));
        for (String place : List.of(PLACE, "neighbour")) {
            bench.send(restaurant(place, "Europe/Rome", 0));
            for (int day = 0; day < 59; day++) {
                bench.send(check(place + day, NOON.minus(Duration.ofDays(day)), line("soup", "1", "4.50"))
                        .setRestaurantId(place)
                        .build());
            }
        }
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, ABSURD_TIME",
        "1969-12-31T23:59:59.999Z, ABSURD_TIME",
        "1999-12-31T23:59:59.999Z, ABSURD_TIME",
        "-292275055-05-16T16:47:04.192Z, ABSURD_TIME", // Long.MIN_VALUE milliseconds
        "2000-01-01T00:00:00Z, TOO_OLD",
        "2026-01-09T22:59:59.999Z, TOO_OLD", // the last moment of the day before the history, in Rome
        "2026-03-10T13:00:00.001Z, FUTURE",
        "2026-03-10T13:00:01Z, FUTURE",
        "9999-12-31T23:59:59.999Z, FUTURE",
        "+10000-01-01T00:00:00Z, FUTURE",
        "+292278994-08-17T07:12:55.807Z, FUTURE", // Long.MAX_VALUE milliseconds
    })
    void shouldMoveNothing_whenTheTimeIsAbsurd(Instant closedAt, String reason) {
        var snapshots = List.of(
                Objects.requireNonNull(bench.snapshot(PLACE)), Objects.requireNonNull(bench.snapshot("neighbour")));
        Map<String, String> rows = rows();
        bench.classifications();
        bench.at(NOON);

        bench.send(check("absurd", closedAt, line("soup", "1", "4.50")).build());

        assertThat(bench.deadLetterReasons()).containsExactly(reason);
        assertThat(List.of(
                        Objects.requireNonNull(bench.snapshot(PLACE)),
                        Objects.requireNonNull(bench.snapshot("neighbour"))))
                .isEqualTo(snapshots);
        assertThat(bench.classifications()).isEmpty();
        Map<String, String> after = rows();
        if (reason.equals("TOO_OLD")) { // remembered, so that it replaces an older revision in whatever order they come
            after.keySet().removeIf(key -> key.endsWith(Names.CHECK_STORE) && !rows.containsKey(key));
        }
        assertThat(after).isEqualTo(rows);
    }

    @Test
    void shouldCount_whenItIsJustBelievable() {
        bench.at(NOON);
        bench.send(
                check("ahead", NOON.plus(TOLERANCE), line("soup", "1", "4.50")).build());
        bench.send(check("oldest", Instant.parse("2026-01-09T23:00:00Z"), line("soup", "1", "4.50"))
                .build());

        assertThat(bench.deadLetterReasons()).isEmpty();
        assertThat(Objects.requireNonNull(bench.snapshot(PLACE)).asOf()).isEqualTo(NOON.plus(TOLERANCE));
    }

    @Test
    void shouldNotOpenARestaurantsClock_whenItsFirstEventIsAbsurd() {
        bench.send(restaurant("new", "Europe/Rome", 0));

        for (Instant at : List.of(Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE), NOON.plus(Duration.ofDays(1)))) {
            bench.send(check("absurd", at, line("soup", "1", "4.50"))
                    .setRestaurantId("new")
                    .build());
        }

        assertThat(bench.deadLetterReasons()).containsExactly("ABSURD_TIME", "FUTURE", "FUTURE");
        assertThat(bench.snapshot("new")).isNull();
        bench.send(check("first", NOON, line("soup", "1", "4.50"))
                .setRestaurantId("new")
                .build());
        assertThat(Objects.requireNonNull(bench.snapshot("new")).asOf()).isEqualTo(NOON);
    }

    private Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        for (String store : List.of(Names.SALES_STORE, Names.CHECK_STORE, Names.SNAPSHOT_STORE, Names.PARKING_STORE)) {
            bench.rows(store).forEach((key, value) -> rows.put(key + " of " + store, value));
        }
        return rows;
    }
}
