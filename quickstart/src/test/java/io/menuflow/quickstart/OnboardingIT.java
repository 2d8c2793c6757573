package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.connectors.KafkaEventSink;
import io.menuflow.models.check.Check;
import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.quickstart.BatchRecompute.Sum;
import io.menuflow.quickstart.GeneratedSales.Line;
import io.menuflow.quickstart.GeneratedSales.Sale;
import io.menuflow.schemas.RestaurantPartitioner;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A restaurant brings two years with it, newest first, into the partition of others that go on selling. */
@Timeout(180)
class OnboardingIT {

    private static final int PARTITIONS = 4;
    private static final LocalDate LAST = LocalDate.parse("2025-12-31");
    private static final int DAYS = 730;
    private static final int CHECKS_A_DAY = 12;
    private static final List<String> QUESTIONS = List.of(
            "/items",
            "/items?window=365d",
            "/classifications",
            "/classifications?window=7d&method=kasavana-smith",
            "/sales?from=2024-12-20&to=2026-01-10",
            "/sales?granularity=hour&from=2024-12-20&to=2026-01-10");

    private static final GeneratedSales NEWCOMER = twoYears("newcomer");
    private static final List<GeneratedSales> LIVE = Stream.iterate(0, i -> i + 1)
            .map(i -> "live-" + i)
            .filter(id -> partition(id) == partition(NEWCOMER.restaurant()))
            .limit(3)
            .map(id -> GeneratedSales.of(id, "Europe/Rome", "04:00"))
            .toList();

    @TempDir
    Path dir;

    @Test
    void shouldCountAllAndDisturbNobody_whenTwoYearsComeNewestFirst() {
        List<JsonNode> undisturbed;
        try (Quickstart quickstart = start("without")) {
            Api api = new Api(quickstart.httpUrl());
            openLive(api);
            sellLive(api, 0, 1);
            undisturbed = answers(api);
        }

        try (Quickstart quickstart = start("with")) {
            Api api = new Api(quickstart.httpUrl());
            openLive(api);
            open(api, NEWCOMER);
            bringIn(quickstart, api);

            assertEqualsBatch(api);
            assertThat(answers(api)).isEqualTo(undisturbed);
            assertThat(api.get("/metrics").text()).doesNotContain("menuflow_dead_letters_total{");
        }
    }

    /** In tenths: some of the history, then some of what the others sell meanwhile. */
    private static void bringIn(Quickstart quickstart, Api api) {
        List<Sale> newestFirst = new ArrayList<>(NEWCOMER.sent());
        newestFirst.sort(Comparator.comparing(Sale::closedAt).reversed());
        try (KafkaEventSink sink = KafkaEventSink.connect(
                Map.of("bootstrap.servers", quickstart.bootstrapServers()),
                quickstart.node().topics())) {
            for (int tenth = 0; tenth < 10; tenth++) {
                part(newestFirst, tenth, 10).forEach(sale -> sink.check(check(sale)));
                sellLive(api, tenth, 10);
            }
            sink.flush();
        }
    }

    private static void sellLive(Api api, int part, int parts) {
        LIVE.forEach(place -> api.sell(place.restaurant(), part(place.shuffled(1), part, parts)));
    }

    private static <T> List<T> part(List<T> all, int part, int parts) {
        return all.subList(all.size() * part / parts, all.size() * (part + 1) / parts);
    }

    private static void assertEqualsBatch(Api api) {
        BatchRecompute batch = new BatchRecompute(NEWCOMER);
        var all = BatchRecompute.all();
        String id = NEWCOMER.restaurant();
        JsonNode days = api.found(path(id, "/sales?window=730d"), sales -> assertThat(points(sales))
                .isEqualTo(batch.byDay(all)));
        assertThat(days.at("/totals/order_count").asInt()).isEqualTo(batch.orders());
        assertThat(points(api.found(path(id, "/sales?window=730d&granularity=hour"))))
                .isEqualTo(batch.byHour(all));
        Map<String, Sum> items = new TreeMap<>();
        api.found(path(id, "/items?window=730d"))
                .path("items")
                .forEach(item -> items.put(item.path("item_id").asText(), sum(item)));
        assertThat(items).isEqualTo(batch.byItem(all));
    }

    /** Every answer about those who were there, but for its age, once their menus are scored. */
    private static List<JsonNode> answers(Api api) {
        List<JsonNode> answers = new ArrayList<>();
        for (GeneratedSales place : LIVE) {
            BatchRecompute batch = new BatchRecompute(place);
            api.awaitOrders(place.restaurant(), batch.orders());
            api.found(path(place.restaurant(), "/classifications"), scored -> assertThat(
                            scored.at("/outlook/model_version").isTextual())
                    .isTrue());
            api.found(path(place.restaurant(), "/items"), published -> assertThat(published.path("items"))
                    .isEqualTo(fromSums(api, place, published.path("window")).path("items")));
            for (String question : QUESTIONS) {
                ObjectNode answer = (ObjectNode) api.found(path(place.restaurant(), question));
                answer.remove("feed_age_s");
                answers.add(answer);
            }
        }
        return answers;
    }

    /** The same days, told as dates: then the answer is not the published one. */
    private static JsonNode fromSums(Api api, GeneratedSales place, JsonNode window) {
        String days = "from=" + window.path("from").asText() + "&to="
                + window.path("to").asText();
        return api.found(path(place.restaurant(), "/items?" + days));
    }

    private static Map<String, Sum> points(JsonNode sales) {
        Map<String, Sum> points = new TreeMap<>();
        sales.path("points").forEach(point -> {
            String hour = point.hasNonNull("hour") ? " " + point.path("hour").asInt() : "";
            points.put(point.path("date").asText() + hour, sum(point));
        });
        return points;
    }

    private static Sum sum(JsonNode row) {
        return Sum.of(
                row.path("order_count").asInt(),
                row.path("quantity_sold").decimalValue(),
                row.path("revenue").decimalValue());
    }

    private static void openLive(Api api) {
        for (GeneratedSales place : LIVE) {
            open(api, place);
            for (int item = 0; item < 6; item++) {
                api.putOk(path(place.restaurant(), "/menu/item-" + item), Bodies.item("19.50", Integer.toString(item)));
            }
        }
    }

    private static void open(Api api, GeneratedSales place) {
        api.putOk(
                "/v1/restaurants/" + place.restaurant(),
                Bodies.restaurant(place.zone().getId())
                        .put("cut_off", place.cutOff().toString()));
    }

    private Quickstart start(String name) {
        return Quickstart.start(new Quickstart.Options(dir.resolve(name), 0, 0, 0, DAYS, PARTITIONS), step -> {});
    }

    private static int partition(String restaurant) {
        return RestaurantPartitioner.partition(restaurant, PARTITIONS);
    }

    /** A tenth of the checks was moved by a later revision, some by months, one in thirty voided, one in ten sent twice. */
    private static GeneratedSales twoYears(String restaurant) {
        ZoneId zone = ZoneId.of("Europe/Lisbon");
        LocalTime cutOff = LocalTime.of(3, 0);
        Random random = new Random(730);
        Instant first = LAST.minusDays(DAYS - 1L).atTime(cutOff).atZone(zone).toInstant();
        Instant end = LAST.plusDays(1).atTime(cutOff).atZone(zone).toInstant();
        long seconds = Duration.between(first, end).toSeconds();
        List<Sale> sent = new ArrayList<>();
        for (int i = 0; i < DAYS * CHECKS_A_DAY; i++) {
            Instant at = first.plusSeconds((long) (random.nextDouble() * seconds));
            String id = "check-" + i;
            int fate = random.nextInt(30);
            if (fate < 3) {
                Instant before = first.plusSeconds((long) (random.nextDouble() * seconds));
                sent.add(new Sale(id, 1, fate == 0 ? before : at, false, "DINE_IN", lines(random)));
            }
            sent.add(new Sale(id, 2, at, false, "TAKEOUT", lines(random)));
            if (fate == 3) {
                sent.add(new Sale(id, 3, at, true, "TAKEOUT", List.of()));
            }
        }
        List<Sale> again = new ArrayList<>(sent);
        Collections.shuffle(again, random);
        sent.addAll(again.subList(0, sent.size() / 10));
        return new GeneratedSales(restaurant, zone, cutOff, sent);
    }

    private static List<Line> lines(Random random) {
        List<Line> lines = new ArrayList<>();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            lines.add(new Line(
                    "item-" + random.nextInt(20),
                    BigDecimal.valueOf(1 + random.nextInt(3)),
                    BigDecimal.valueOf(100 + random.nextInt(2_900), 2)));
        }
        return lines;
    }

    private static Check check(Sale sale) {
        List<Check.Line> lines = new ArrayList<>();
        for (Line line : sale.lines()) {
            lines.add(new Check.Line(
                    Integer.toString(lines.size() + 1),
                    line.item(),
                    line.item(),
                    null,
                    null,
                    null,
                    line.quantity(),
                    line.price(),
                    List.of(),
                    null,
                    null,
                    null,
                    LineKind.SALE));
        }
        return new Check(
                "till",
                sale.id(),
                sale.revision(),
                NEWCOMER.restaurant(),
                null,
                sale.closedAt(),
                sale.voided() ? Check.State.VOIDED : Check.State.CLOSED,
                OrderType.valueOf(sale.orderType()),
                null,
                null,
                null,
                null,
                "EUR",
                lines,
                Check.Totals.NONE);
    }
}
