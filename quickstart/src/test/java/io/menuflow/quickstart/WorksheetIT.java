package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.fields;
import static io.menuflow.quickstart.Api.item;
import static io.menuflow.quickstart.Api.path;
import static io.menuflow.quickstart.Bodies.check;
import static io.menuflow.quickstart.Bodies.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The published worksheet of twelve items, sent as a menu and its checks, comes out as it was published. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class WorksheetIT {

    private static final Path WORKSHEET =
            Path.of(System.getProperty("project.root", ".."), "../shared/data/worksheet/menu_engineering_12_items.csv");
    private static final Instant NOON = Instant.parse("2025-03-10T12:00:00Z");
    private static final Map<String, String> QUADRANTS = Map.of(
            "Star",
            "STAR",
            "Workhorse",
            "PLOWHORSE",
            "Challenge",
            "PUZZLE",
            "Dog",
            "DOG",
            "S",
            "STAR",
            "P",
            "PLOWHORSE",
            "Z",
            "PUZZLE",
            "D",
            "DOG");
    private static final int UNITS_PER_CHECK = 7;

    private final List<Row> rows = new ArrayList<>();
    private Quickstart quickstart;
    private Api api;

    /** A line of the worksheet. */
    private record Row(String id, int sold, String foodCost, String price, String quadrant) {}

    /** When the costs are told. */
    enum Costs {
        BEFORE_SALES,
        AFTER_SALES
    }

    @BeforeAll
    void start(@TempDir Path dir) throws IOException {
        assumeThat(WORKSHEET)
                .as("test data, which is not part of the repository")
                .exists();
        for (String line : Files.readAllLines(WORKSHEET).subList(1, 13)) {
            String[] cells = line.split(",", -1);
            String id = String.format(Locale.ROOT, "item-%02d", rows.size() + 1);
            rows.add(new Row(id, Integer.parseInt(cells[1]), cells[2], cells[3], QUADRANTS.get(cells[6].strip())));
        }
        quickstart = Quickstart.start(new Quickstart.Options(dir, 0, 0, 0, 730), step -> {});
        api = new Api(quickstart.httpUrl());
        for (Costs costs : Costs.values()) {
            fill(costs);
        }
    }

    @AfterAll
    void stop() {
        if (quickstart != null) {
            quickstart.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveThePublishedClasses_whenKasavanaSmithAtFactorEighty(Costs costs) {
        JsonNode answer = classifications(costs, "?method=kasavana-smith&popularity_factor=0.80");

        assertThat(fields(answer, "/quadrant")).isEqualTo(published());
        assertThat(fields(answer, "/quadrants/kasavana_smith")).isEqualTo(published());
        assertThat(answer.path("popularity_factor").decimalValue()).isEqualByComparingTo("0.80");
        assertThat(answer.path("method").asText()).isEqualTo("kasavana-smith");
    }

    @ParameterizedTest
    @EnumSource
    void shouldTurnItemThreeIntoAStar_whenKasavanaSmithAtTheTextbookFactor(Costs costs) {
        Map<String, String> expected = published();
        assertThat(expected.put("item-03", "STAR")).isEqualTo("PUZZLE");

        JsonNode explicit = classifications(costs, "?method=kasavana-smith&popularity_factor=0.70");
        JsonNode byDefault = classifications(costs, "");

        assertThat(fields(explicit, "/quadrant")).isEqualTo(expected);
        assertThat(fields(byDefault, "/quadrants/kasavana_smith")).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveTheKnownAnswers_whenJudgedByPercentiles(Costs costs) {
        Map<String, String> expected = new TreeMap<>();
        String[] letters = "S D Z S D D P S S D S S".split(" ", -1);
        for (int i = 0; i < letters.length; i++) {
            expected.put(rows.get(i).id(), QUADRANTS.get(letters[i]));
        }

        JsonNode answer = classifications(costs, "");

        assertThat(fields(answer, "/quadrant")).isEqualTo(expected);
        assertThat(fields(classifications(costs, "?method=percentile&scope=category"), "/quadrant"))
                .isEqualTo(expected);
        assertThat(answer.path("counts")).isEqualTo(Api.parsed("{\"STAR\":6,\"DOG\":4,\"PLOWHORSE\":1,\"PUZZLE\":1}"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldAddUpToTheWorksheet_whenTotalsAreAsked(Costs costs) {
        JsonNode items = api.found(path(id(costs), "/items"));
        JsonNode sales = api.found(path(id(costs), "/sales")).path("totals");

        assertThat(items.at("/totals/items_sold").asInt()).isEqualTo(12);
        assertThat(items.at("/totals/quantity_sold").decimalValue()).isEqualByComparingTo("925");
        assertThat(items.at("/totals/revenue").decimalValue()).isEqualByComparingTo("5423.75");
        assertThat(sales.path("quantity_sold").decimalValue()).isEqualByComparingTo("925");
        assertThat(sales.path("revenue").decimalValue()).isEqualByComparingTo("5423.75");
        assertThat(sales.path("order_count").asInt()).isEqualTo(checks().size());
        assertThat(items.path("items").findValues("contribution_margin").stream()
                        .map(JsonNode::decimalValue)
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("3844.50");
        JsonNode nine = item(items, "item-09");
        assertThat(nine.path("unit_margin").decimalValue()).isEqualByComparingTo("4.55");
        assertThat(nine.path("avg_selling_price").decimalValue()).isEqualByComparingTo("6.50");
        assertThat(nine.path("margin_pct").decimalValue()).isEqualByComparingTo("70");
        assertThat(nine.path("popularity_percentile").decimalValue()).isEqualByComparingTo("1");
        assertThat(nine.path("cost_basis").asText()).isEqualTo("KNOWN");
    }

    @Test
    void shouldFollowTheRestaurantsOwnRules_whenTheyAreKasavanaSmith() {
        ObjectNode restaurant = Bodies.restaurant("America/Chicago").put("currency", "USD");
        restaurant.withObject("/settings").put("method", "kasavana-smith").put("popularity_factor", "0.80");
        api.putOk("/v1/restaurants/by-the-book", restaurant);
        menu("by-the-book", true);
        api.sell("by-the-book", checks());

        JsonNode answer =
                api.found(path("by-the-book", "/classifications"), found -> assertThat(fields(found, "/quadrant"))
                        .isEqualTo(published()));
        assertThat(fields(answer, "/settled")).isEqualTo(published());
    }

    private void fill(Costs costs) {
        ObjectNode restaurant = Bodies.restaurant("America/Chicago").put("currency", "USD");
        api.putOk("/v1/restaurants/" + id(costs), restaurant);
        menu(id(costs), costs == Costs.BEFORE_SALES);
        api.sell(id(costs), checks());
        api.found(path(id(costs), "/items"), items -> assertThat(
                        items.at("/totals/quantity_sold").decimalValue())
                .isEqualByComparingTo("925"));
        if (costs == Costs.AFTER_SALES) {
            assertThat(fields(api.found(path(id(costs), "/classifications")), "/profit_basis"))
                    .containsValue("REVENUE")
                    .doesNotContainValue("CONTRIBUTION_MARGIN");
            menu(id(costs), true);
            api.found(path(id(costs), "/classifications"), found -> assertThat(fields(found, "/profitability"))
                    .doesNotContainValue("UNKNOWN"));
        }
    }

    private void menu(String restaurant, boolean costs) {
        for (Row row : rows) {
            ObjectNode body = Bodies.item(row.price(), row.foodCost()).put("category", "Entrées");
            if (!costs) {
                body.remove("food_cost");
            }
            api.putOk(path(restaurant, "/menu/" + row.id()), body);
        }
    }

    /** Every item's units over several checks of several days, a few at a time. */
    private List<ObjectNode> checks() {
        List<ObjectNode> checks = new ArrayList<>();
        Map<String, Integer> left = new HashMap<>();
        rows.forEach(row -> left.put(row.id(), row.sold()));
        for (int number = 0; left.values().stream().anyMatch(units -> units > 0); number++) {
            List<ObjectNode> lines = new ArrayList<>();
            for (Row row : rows) {
                int units = Math.min(UNITS_PER_CHECK, left.get(row.id()));
                if (units > 0) {
                    lines.add(line(row.id(), Integer.toString(units), row.price()));
                    left.merge(row.id(), -units, Integer::sum);
                }
            }
            Instant closed = NOON.minusSeconds(86_400L * (number % 20));
            checks.add(check("check-" + number, closed, lines.toArray(new ObjectNode[0])));
        }
        return checks;
    }

    private JsonNode classifications(Costs costs, String question) {
        return api.found(path(id(costs), "/classifications" + question));
    }

    private Map<String, String> published() {
        Map<String, String> published = new TreeMap<>();
        rows.forEach(row -> published.put(row.id(), row.quadrant()));
        return published;
    }

    private static String id(Costs costs) {
        return "worksheet-" + costs.name().toLowerCase(Locale.ROOT);
    }
}
