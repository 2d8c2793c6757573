package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.quickstart.BatchRecompute.Sum;
import io.menuflow.quickstart.GeneratedSales.Sale;
import io.menuflow.schemas.RestaurantPartitioner;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What many restaurants sold is what a batch over their final checks says, on any number of partitions. */
@Timeout(180)
class PartitionsIT {

    private static final String YEAR = "from=2024-12-20&to=2026-01-10";
    private static final List<GeneratedSales> PLACES = List.of(
            GeneratedSales.of("rome", "Europe/Rome", "04:00"),
            GeneratedSales.of("new-york", "America/New_York", "04:00"),
            GeneratedSales.of("lisbon", "Europe/Lisbon", "02:30"), // a cut-off between the repeated hours
            GeneratedSales.of("cairo", "Africa/Cairo", "00:00"), // whose clocks change at midnight
            GeneratedSales.of("lord-howe", "Australia/Lord_Howe", "02:00"), // and by half an hour
            GeneratedSales.of("kathmandu", "Asia/Kathmandu", "05:45")); // and never

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 12})
    void shouldEqualTheBatch_whateverThePartitions(int partitions) {
        try (Quickstart quickstart =
                Quickstart.start(new Quickstart.Options(dir, 0, 0, 0, 730, partitions), step -> {})) {
            Api api = new Api(quickstart.httpUrl());
            assertThat(PLACES.stream()
                            .map(place -> RestaurantPartitioner.partition(place.restaurant(), partitions))
                            .distinct())
                    .hasSizeGreaterThan(Math.min(partitions, 3) - 1);

            for (GeneratedSales place : PLACES) {
                open(api, place);
                api.sell(place.restaurant(), place.shuffled(partitions));
            }

            for (GeneratedSales place : PLACES) {
                assertEqualsBatch(api, place);
            }
            assertThat(api.found("/v1/restaurants").path("restaurants")).hasSize(PLACES.size());
            assertThat(api.get("/metrics").text()).doesNotContain("menuflow_dead_letters_total{");
        }
    }

    private static void open(Api api, GeneratedSales place) {
        ObjectNode body = Bodies.restaurant(place.zone().getId())
                .put("cut_off", place.cutOff().toString());
        body.withArray("/dayparts")
                .addObject()
                .put("name", "late")
                .put("start", "22:00")
                .put("end", "02:30");
        api.putOk("/v1/restaurants/" + place.restaurant(), body);
    }

    private static void assertEqualsBatch(Api api, GeneratedSales place) {
        BatchRecompute batch = new BatchRecompute(place);
        var all = BatchRecompute.all();
        var takeout = BatchRecompute.ofType("TAKEOUT");
        var late = batch.between(LocalTime.of(22, 0), LocalTime.of(2, 30));
        JsonNode sales = api.found(path(place.restaurant(), "/sales?" + YEAR), answer -> assertThat(points(answer))
                .isEqualTo(batch.byDay(all)));
        assertThat(sales.at("/totals/order_count").asInt()).isEqualTo(batch.orders());
        assertThat(Instant.parse(sales.path("as_of").asText())).isEqualTo(latest(place));

        assertThat(points(ask(api, place, "/sales?granularity=hour&"))).isEqualTo(batch.byHour(all));
        assertThat(points(ask(api, place, "/sales?order_type=TAKEOUT&"))).isEqualTo(batch.byDay(takeout));
        assertThat(points(ask(api, place, "/sales?granularity=hour&order_type=TAKEOUT&")))
                .isEqualTo(batch.byHour(takeout));
        assertThat(points(ask(api, place, "/sales?daypart=late&"))).isEqualTo(batch.byDay(late));
        assertThat(items(ask(api, place, "/items?"))).isEqualTo(batch.byItem(all));
        assertThat(items(ask(api, place, "/items?order_type=TAKEOUT&"))).isEqualTo(batch.byItem(takeout));
        assertThat(items(ask(api, place, "/items?daypart=late&"))).isEqualTo(batch.byItem(late));
        JsonNode daily = ask(api, place, "/item-sales?");
        assertThat(itemDays(daily)).isEqualTo(batch.byItemAndDay());
        assertThat(unitsAtPrices(daily)).isEqualTo(units(batch.byItemAndPrice()));
        assertThat(itemDays(ask(api, place, "/item-sales?items=item-3,item-7&")))
                .isEqualTo(only(batch.byItemAndDay(), "item-3 ", "item-7 "));
    }

    private static JsonNode ask(Api api, GeneratedSales place, String question) {
        return api.found(path(place.restaurant(), question + YEAR));
    }

    private static Instant latest(GeneratedSales place) {
        return place.sent().stream()
                .map(Sale::closedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Map<String, Sum> points(JsonNode sales) {
        Map<String, Sum> points = new TreeMap<>();
        sales.path("points").forEach(point -> {
            String hour = point.hasNonNull("hour") ? " " + point.path("hour").asInt() : "";
            points.put(point.path("date").asText() + hour, sum(point));
        });
        return points;
    }

    /** Items with sales: one on the menu that none of the filter's checks has is listed with zeros. */
    private static Map<String, Sum> items(JsonNode menu) {
        Map<String, Sum> items = new TreeMap<>();
        menu.path("items").forEach(item -> {
            if (item.path("order_count").asInt() > 0) {
                items.put(item.path("item_id").asText(), sum(item));
            }
        });
        return items;
    }

    /** The days on which an item sold: all others are zeros. */
    private static Map<String, Sum> itemDays(JsonNode sales) {
        Map<String, Sum> sums = new TreeMap<>();
        JsonNode days = sales.path("days");
        sales.path("items").forEach(item -> {
            assertThat(item.path("quantity_sold")).hasSize(days.size());
            for (int i = 0; i < days.size(); i++) {
                BigDecimal units = item.path("quantity_sold").path(i).decimalValue();
                if (units.signum() != 0) {
                    sums.put(
                            item.path("item_id").asText() + " " + days.path(i).asText(),
                            Sum.of(0, units, item.path("revenue").path(i).decimalValue()));
                }
            }
        });
        return sums;
    }

    private static Map<String, BigDecimal> unitsAtPrices(JsonNode sales) {
        Map<String, BigDecimal> units = new TreeMap<>();
        sales.path("items").forEach(item -> item.path("list_prices")
                .forEach(price -> units.put(
                        item.path("item_id").asText() + " "
                                + price.path("price").decimalValue().setScale(4),
                        price.path("quantity_sold").decimalValue().setScale(5))));
        return units;
    }

    private static Map<String, BigDecimal> units(Map<String, Sum> sums) {
        Map<String, BigDecimal> units = new TreeMap<>();
        sums.forEach((key, sum) -> units.put(key, sum.units()));
        return units;
    }

    private static Map<String, Sum> only(Map<String, Sum> sums, String... prefixes) {
        Map<String, Sum> kept = new TreeMap<>(sums);
        kept.keySet().removeIf(key -> Stream.of(prefixes).noneMatch(key::startsWith));
        return kept;
    }

    private static Sum sum(JsonNode row) {
        return Sum.of(
                row.path("order_count").asInt(),
                row.path("quantity_sold").decimalValue(),
                row.path("revenue").decimalValue());
    }
}
