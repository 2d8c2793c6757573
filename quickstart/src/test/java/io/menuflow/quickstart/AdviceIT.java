package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.item;
import static io.menuflow.quickstart.Api.path;
import static io.menuflow.quickstart.Bodies.check;
import static io.menuflow.quickstart.Bodies.json;
import static io.menuflow.quickstart.Bodies.line;
import static io.menuflow.quickstart.Bodies.restaurant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.connectors.TopicContents;
import io.menuflow.quickstart.Api.Reply;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.ForecastDay;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.schemas.avro.PriceScenario;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node answers about demand and prices is what it publishes of them, and what that rests on. */
@Timeout(300)
class AdviceIT {

    private static final String PLACE = "bistro";
    private static final int DAYS = 230;
    private static final LocalDate CLOSED = LocalDate.parse("2026-03-09");

    @TempDir
    static Path dir;

    private static Cluster cluster;
    private static Api api;
    private static Map<String, DemandForecast> forecasts;
    private static Map<String, PriceRecommendation> prices;

    /** Two dishes that changed their prices, one that never did, one without a cost, and one that nobody orders. */
    @BeforeAll
    static void sell() {
        cluster = new Cluster(dir);
        api = Cluster.api(cluster.start("state"));
        api.putOk(path(PLACE, ""), restaurant("Europe/Rome").put("cut_off", "04:00"));
        list("pasta", "Mains", "3.10", 10.0, 10.5, 9.5);
        list("roast", "Mains", "7.20", 21.0, 21.0, 22.5);
        list("soup", "Starters", "1.90", 6.5, 6.5, 6.5);
        list("bread", "Starters", null, 2.0, 2.0, 2.0);
        list("caviar", "Starters", "40.00", 90.0, 90.0, 90.0);
        api.putOk(path(PLACE, "/days/" + CLOSED.plusDays(3)), json().put("closed", true));
        List<ObjectNode> checks = new ArrayList<>();
        Random random = new Random(7);
        for (int ago = DAYS - 1; ago >= -1; ago--) {
            day(CLOSED.minusDays(ago), ago, random, checks);
        }
        api.sell(PLACE, checks);
        api.awaitOrders(PLACE, checks.size());
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(api.get("/metrics").text()).contains("menuflow_menus_unclosed 0.0");
            JsonNode answer = api.found(path(PLACE, "/prices"));
            assertThat(answer.path("closed_day").asText()).isEqualTo(CLOSED.toString());
            assertThat(answer.path("stale").asBoolean()).isFalse();
        });
        // Rows are answered from before their transaction ends, and are on the topics then.
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            forecasts = compacted(cluster.topics().forecasts());
            prices = compacted(cluster.topics().prices());
            JsonNode total = api.found(path(PLACE, "/forecasts")).path("total");
            assertThat(forecasts).containsKey("");
            assertThat(total.path("why").asText()).isEqualTo(forecasts.get("").getWhy());
            assertThat(prices).hasSize(5);
            for (JsonNode shown : api.found(path(PLACE, "/prices")).path("items")) {
                PriceRecommendation published = prices.get(shown.path("item_id").asText());
                assertThat(shown.path("recommendation").asText())
                        .endsWith(
                                published.getProposal() == null
                                        ? published.getRefused()
                                        : published.getProposal().getRecommendation());
            }
        });
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    /** A third of the history at each of three prices. */
    private static void list(String id, String category, String cost, double... amounts) {
        ObjectNode body = json().put("name", "The " + id).put("category", category);
        var entries = body.putArray("prices");
        for (int i = 0; i < amounts.length; i++) {
            ObjectNode entry = entries.addObject().put("amount", String.valueOf(amounts[i]));
            if (i > 0) {
                entry.put(
                        "effective_from", CLOSED.minusDays(DAYS - i * DAYS / 3).toString());
            }
        }
        if (cost != null) {
            body.put("food_cost", cost);
        }
        if (id.equals("soup")) {
            body.putArray("unavailable")
                    .addObject()
                    .put("from", CLOSED.minusDays(9) + "T11:00:00Z")
                    .put("until", CLOSED.minusDays(8) + "T20:00:00Z");
        }
        api.putOk(path(PLACE, "/menu/" + id), body);
    }

    private static void day(LocalDate date, int ago, Random random, List<ObjectNode> checks) {
        int third = Math.min(2, (DAYS - ago) * 3 / DAYS);
        double[] pasta = {10, 10.5, 9.5};
        double[] roast = {21, 21, 22.5};
        for (int hour : new int[] {11, 19, 23}) {
            List<ObjectNode> lines = new ArrayList<>();
            lines.add(line("pasta", "" + (8 + random.nextInt(5) - (third == 1 ? 2 : 0)), "" + pasta[third]));
            lines.add(line("roast", "" + (4 + random.nextInt(3)), "" + roast[third]));
            lines.add(line("soup", "" + (1 + random.nextInt(3)), "6.5"));
            lines.add(line("bread", "" + (1 + random.nextInt(9)), "2.0"));
            checks.add(check(
                    date + "-" + hour,
                    date.atTime(hour, 30).toInstant(ZoneOffset.UTC),
                    lines.toArray(ObjectNode[]::new)));
        }
    }

    private static <V> Map<String, V> compacted(Topic<String, V> topic) {
        Map<String, V> last = new TreeMap<>();
        try (TopicContents contents = new TopicContents(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            contents.read(topic.name(), (key, value) -> {
                String item = key.substring(PLACE.length() + 1);
                if (value == null) {
                    last.remove(item);
                } else {
                    last.put(item, topic.valueSerde().deserializer().deserialize(topic.name(), value));
                }
            });
        }
        return last;
    }

    @Test
    void shouldForecastAsPublished_theRestaurantAndItsItems() {
        JsonNode answer = api.found(path(PLACE, "/forecasts"));

        assertThat(answer.path("closed_day").asText()).isEqualTo(CLOSED.toString());
        assertThat(answer.path("as_of").asText()).startsWith(CLOSED.plusDays(1).toString());
        assertThat(answer.path("zone").asText()).isEqualTo("Europe/Rome");
        assertThat(answer.path("items")).hasSize(5);
        assertSame(answer.path("total"), forecasts.get(""));
        answer.path("items")
                .forEach(shown ->
                        assertSame(shown, forecasts.get(shown.path("item_id").asText())));
        assertThat(item(answer, "soup").path("sold_out_days").asInt()).isEqualTo(2);
        assertThat(item(answer, "pasta").path("item_name").asText()).isEqualTo("The pasta");
    }

    private static void assertSame(JsonNode shown, DemandForecast published) {
        assertThat(shown.path("method").asText())
                .isEqualTo(published.getServed().name());
        assertThat(shown.path("why").asText()).isEqualTo(published.getWhy());
        assertThat(shown.path("errors")).hasSameSizeAs(published.getErrors());
        assertThat(shown.path("days")).hasSize(14).hasSameSizeAs(published.getDays());
        for (int i = 0; i < 14; i++) {
            JsonNode day = shown.path("days").path(i);
            ForecastDay expected = published.getDays().get(i);
            assertThat(day.path("date").asText())
                    .isEqualTo(expected.getBusinessDay().toString());
            assertThat(day.path("state").asText())
                    .isEqualTo(expected.getState().name())
                    .isEqualTo(i == 2 ? "CLOSED" : "OPEN");
            assertThat(day.path("p10").asDouble()).isEqualTo(expected.getP10());
            assertThat(day.path("p50").asDouble()).isEqualTo(expected.getP50());
            assertThat(day.path("p90").asDouble()).isEqualTo(expected.getP90());
            assertThat(day.path("expected").asDouble()).isEqualTo(expected.getExpected());
        }
    }

    @Test
    void shouldShowSomeOfIt_whenAskedForThat() {
        JsonNode starters = api.found(path(PLACE, "/forecasts?level=item&category=starters&days=3"));
        JsonNode two = api.found(path(PLACE, "/forecasts?items=roast,pasta,nothing"));
        JsonNode total = api.found(path(PLACE, "/forecasts?level=total&by=hour&days=1"));

        assertThat(starters.path("items").findValuesAsText("item_id")).containsExactly("bread", "caviar", "soup");
        assertThat(starters.at("/items/0/days")).hasSize(3);
        assertThat(starters.path("total").isNull()).isTrue();
        assertThat(two.path("items").findValuesAsText("item_id")).containsExactly("pasta", "roast");
        assertThat(two.path("missing").findValuesAsText("item_id")).containsExactly("nothing");
        assertThat(two.at("/missing/0/reason").asText()).startsWith("it is not known");
        assertThat(api.found(path(PLACE, "/prices?items=nothing,soup"))
                        .path("missing")
                        .findValuesAsText("item_id"))
                .containsExactly("nothing");
        assertThat(api.found(path(PLACE, "/prices?category=sweets"))
                        .path("note")
                        .asText())
                .isEqualTo("no item of bistro is of category 'sweets'");
        assertThat(item(api.found(path(PLACE, "/forecasts")), "caviar")
                        .path("evidence")
                        .asText())
                .isEqualTo("NEVER_SOLD");
        assertThat(total.path("items")).isEmpty();
        assertThat(total.at("/total/days/0/hours").findValuesAsText("hour"))
                .as("local, those before the cut-off last")
                .containsExactly("12", "20", "0");
        assertThat(total.at("/total/days/0/hours/2/starts_at").asText())
                .isEqualTo(CLOSED.plusDays(2) + "T00:00:00+01:00");
    }

    @Test
    void shouldSpreadADayOverItsHours_whenOneItemIsAskedBy() {
        JsonNode pasta = api.found(path(PLACE, "/forecasts/pasta?by=hour")).path("item");

        for (JsonNode day : pasta.path("days")) {
            double sum = 0;
            for (JsonNode hour : day.path("hours")) {
                sum += hour.path("expected").asDouble();
                assertThat(hour.path("p10").asDouble())
                        .isLessThanOrEqualTo(hour.path("p90").asDouble());
            }
            assertThat(sum).isCloseTo(day.path("expected").asDouble(), within(0.01));
        }
    }

    @Test
    void shouldAdviseAsPublished() {
        JsonNode answer = api.found(path(PLACE, "/prices"));

        assertThat(answer.path("items")).hasSize(5);
        for (JsonNode shown : answer.path("items")) {
            PriceRecommendation published = prices.get(shown.path("item_id").asText());
            JsonNode proposal = shown.path("proposal");
            if (published.getProposal() == null) {
                assertThat(shown.path("action").asText()).isEqualTo("NO_ADVICE");
                assertThat(shown.path("recommendation").asText()).endsWith(published.getRefused());
                continue;
            }
            assertScenario(proposal.path("current"), published.getProposal().getCurrent());
            assertScenario(proposal.path("optimal"), published.getProposal().getProposed());
            assertThat(proposal.path("menu_gain").decimalValue())
                    .isEqualByComparingTo(published.getProposal().getMenuGain());
            assertThat(shown.path("recommendation").asText())
                    .isEqualTo(published.getProposal().getRecommendation());
            assertThat(proposal.at("/elasticity/why").asText())
                    .isEqualTo(published.getProposal().getElasticity().getWhy());
        }
        assertThat(item(answer, "soup").at("/proposal/elasticity/prior").asBoolean())
                .as("its price never changed")
                .isTrue();
        assertThat(item(answer, "pasta").at("/proposal/elasticity/changes").asInt())
                .isEqualTo(2);
        assertThat(item(answer, "bread").path("recommendation").asText()).contains("food cost is not known");
        assertThat(item(answer, "bread").path("test").isNull()).isFalse();
        String of = item(answer, "soup").path("action").asText();
        assertThat(api.found(path(PLACE, "/prices?action=" + of)).path("items").findValuesAsText("action"))
                .isNotEmpty()
                .containsOnly(of);
    }

    private static void assertScenario(JsonNode shown, PriceScenario published) {
        assertThat(shown.path("price").decimalValue()).isEqualByComparingTo(published.getPrice());
        assertThat(shown.at("/demand/point").decimalValue())
                .isEqualByComparingTo(
                        BigDecimal.valueOf(published.getDemand().getPoint()).setScale(1, RoundingMode.HALF_EVEN));
        assertThat(shown.at("/profit/low").decimalValue())
                .isEqualByComparingTo(published.getProfit().getLow());
        assertThat(shown.at("/profit/high").decimalValue())
                .isEqualByComparingTo(published.getProfit().getHigh());
    }

    @Test
    void shouldTellWhatCameOfTheLastChange() {
        JsonNode roast = api.found(path(PLACE, "/prices/roast"));
        JsonNode soup = api.found(path(PLACE, "/prices/soup"));

        assertThat(roast.at("/last_change/before").decimalValue()).isEqualByComparingTo("21");
        assertThat(roast.at("/last_change/after").decimalValue()).isEqualByComparingTo("22.5");
        assertThat(roast.at("/last_change/days").asInt()).isEqualTo(28);
        assertThat(roast.at("/last_change/verdict").asText()).isIn("GAINED", "OPEN", "UNDO");
        assertThat(roast.at("/last_change/words").asText()).isNotBlank();
        assertThat(roast.at("/last_change/undo_to").isNull())
                .as("what is advised and what came of it are one")
                .isEqualTo(!roast.at("/item/action").asText().equals("UNDO"));
        assertThat(soup.path("last_change").isNull()).isTrue();
        assertThat(soup.path("last_change_note").asText()).contains("did not change");
    }

    @Test
    void shouldSimulateWhatIsAdvised_andWhatIsNot() {
        PriceScenario now = prices.get("pasta").getProposal().getCurrent();

        JsonNode same = simulated("pasta", "{\"price\": \"" + now.getPrice() + "\"}");
        JsonNode dear = simulated("pasta", "{\"price\": 14.37, \"horizon_days\": 7}");
        JsonNode costly = simulated("soup", "{\"food_cost\": 8}");

        assertScenario(same.path("simulated"), now);
        assertThat(same.path("guardrails")).isEmpty();
        assertThat(same.path("probability").isNull())
                .as("of the price in force")
                .isTrue();
        assertThat(same.path("menu_gain").decimalValue()).isZero();
        assertThat(dear.at("/current/demand/point").asDouble())
                .isCloseTo(now.getDemand().getPoint() / 4, within(0.1));
        assertThat(dear.path("guardrails").findValuesAsText("rule"))
                .contains("MAX_STEP", "OBSERVED_RANGE", "PRICE_ENDING");
        assertThat(dear.at("/profit_change/point").decimalValue())
                .isEqualByComparingTo(dear.at("/simulated/profit/point")
                        .decimalValue()
                        .subtract(dear.at("/current/profit/point").decimalValue()));
        assertThat(costly.at("/warnings/0").asText()).startsWith("Each unit loses");
        assertThat(costly.at("/elasticity/prior").asBoolean()).isTrue();
    }

    private static JsonNode simulated(String item, String body) {
        Reply reply = api.post(path(PLACE, "/prices/" + item + ":simulate"), body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void shouldDrawTheCurve_throughThePriceInForce() {
        JsonNode curve = api.found(path(PLACE, "/prices/pasta/curve"));
        JsonNode many = api.found(path(PLACE, "/prices/bread/curve?points=101&food_cost=0.5&lowest=1&highest=2"));

        assertThat(curve.path("points")).hasSize(61);
        assertScenario(curve.at("/points/30"), prices.get("pasta").getProposal().getCurrent());
        List<String> allowed = new ArrayList<>();
        curve.path("allowed_prices").forEach(price -> allowed.add(price.asText()));
        for (String price : allowed) {
            assertThat(simulated("pasta", "{\"price\": " + price + "}").path("guardrails"))
                    .as(price)
                    .isEmpty();
        }
        int forbidden = 0;
        for (JsonNode point : curve.path("points")) {
            assertThat(point.path("breaks").isEmpty())
                    .isEqualTo(point.path("allowed").asBoolean());
            forbidden += point.path("breaks").toString().contains("PRICE_ENDING") ? 1 : 0;
        }
        assertThat(curve.path("guardrails"))
                .anySatisfy(rule -> assertThat(rule.path("rule").asText()).isEqualTo("PRICE_ENDING"));
        for (JsonNode rule : curve.path("guardrails")) {
            if (rule.path("rule").asText().equals("PRICE_ENDING")) {
                assertThat(rule.path("points").asInt()).isEqualTo(forbidden);
                assertThat(rule.path("words").asText()).isEqualTo("prices end in .00 .50 .95 .99");
            }
        }
        assertThat(many.path("points")).hasSize(101);
        assertThat(many.at("/points/50/price").decimalValue()).isEqualByComparingTo("1.5");
        assertThat(many.at("/points/0/allowed").asBoolean())
                .as("half of the price in force")
                .isFalse();
        assertThat(many.at("/points/0/profit").isNull()).isFalse();
        assertThat(api.found(path(PLACE, "/prices/bread/curve"))
                        .at("/points/0/profit")
                        .isNull())
                .as("without a food cost")
                .isTrue();
    }

    @Test
    void shouldAddUp_whyRevenueChanged() {
        JsonNode change = api.found(path(PLACE, "/revenue-change"));
        JsonNode other = api.found(path(
                PLACE,
                "/revenue-change?from=2026-03-01&to=2026-03-07" + "&against_from=2025-09-01&against_to=2025-09-07"));

        assertThat(change.at("/window/to").asText()).isEqualTo(CLOSED.toString());
        assertThat(change.at("/against/to").asText())
                .isEqualTo(CLOSED.minusDays(28).toString());
        for (JsonNode answer : List.of(change, other)) {
            assertThat(parts(answer.path("revenue"), "volume", "price", "mix", "cost"))
                    .isEqualByComparingTo(answer.at("/revenue/change").decimalValue());
            assertThat(parts(answer.path("contribution"), "volume", "price", "mix", "cost"))
                    .isEqualByComparingTo(answer.at("/contribution/change").decimalValue());
            BigDecimal items = BigDecimal.ZERO;
            for (JsonNode item : answer.path("items")) {
                items = items.add(item.path("revenue_change").decimalValue());
                assertThat(parts(item, "price", "quantity"))
                        .isEqualByComparingTo(item.path("revenue_change").decimalValue());
            }
            assertThat(items).isEqualByComparingTo(answer.at("/revenue/change").decimalValue());
            assertThat(answer.at("/revenue/after").decimalValue()).isEqualByComparingTo(sales(answer.path("window")));
            assertThat(answer.at("/revenue/before").decimalValue()).isEqualByComparingTo(sales(answer.path("against")));
        }
        assertThat(other.path("items_without_cost").asInt()).as("bread").isEqualTo(1);
        assertThat(change.path("warnings")).isEmpty();
        assertThat(other.path("warnings")).hasSize(0);
        String asked = "/revenue-change?from=2026-03-01&to=2026-03-07&against_from=2026-02-20&against_to=2026-03-02";
        JsonNode odd = api.found(path(PLACE, asked));
        assertThat(odd.at("/warnings/0").asText()).isEqualTo("The windows overlap: 2 days in both");
        assertThat(odd.at("/warnings/1").asText()).startsWith("The windows differ in length, 7 days against 11 days");
        List<String> rows =
                api.get(path(PLACE, asked + "&format=csv")).text().lines().toList();
        assertThat(rows.get(0))
                .isEqualTo("restaurant_id,currency,window_from,window_to,against_from,against_to,warnings,"
                        + "item_id,item_name,revenue_change,price,quantity,cost");
        assertThat(rows).hasSize(1 + odd.path("items").size());
        JsonNode most = odd.at("/items/0");
        assertThat(rows.get(1))
                .startsWith(PLACE
                        + ",EUR,2026-03-01,2026-03-07,2026-02-20,2026-03-02,\"The windows overlap: 2 days in both; ")
                .contains("," + most.path("item_id").asText() + ","
                        + most.path("item_name").asText() + ",");
        String[] cells = rows.get(1).split(",", -1);
        assertThat(cells[cells.length - 4]).matches(".*\\.[0-9]{2,4}").satisfies(cell -> assertThat(
                        new BigDecimal(cell))
                .isEqualByComparingTo(most.path("revenue_change").decimalValue()));
    }

    private static BigDecimal parts(JsonNode of, String... names) {
        BigDecimal sum = BigDecimal.ZERO;
        for (String name : names) {
            sum = sum.add(of.path(name).decimalValue());
        }
        return sum;
    }

    private static BigDecimal sales(JsonNode window) {
        return api.found(path(
                        PLACE,
                        "/sales?from=" + window.path("from").asText() + "&to="
                                + window.path("to").asText()))
                .at("/totals/revenue")
                .decimalValue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "pasta  | {                                  | 400 | JSON",
                "nobody | {\"price\": 10}                    | 404 | never sold",
                "caviar | {\"price\": 95}                    | 409 | item caviar cannot be weighed: nothing is expected to sell",
                "pasta  | {}                                 | 422 | a price, a food_cost, or both",
                "pasta  | []                                 | 422 | object",
                "pasta  | {\"price\": -1}                    | 422 | above 0",
                "pasta  | {\"price\": 0}                     | 422 | above 0",
                "pasta  | {\"price\": \"much\"}              | 422 | number",
                "pasta  | {\"price\": 950}                   | 422 | price must be above 0.095 and below 950, a hundredth and a hundred times the price in force, 9.5",
                "pasta  | {\"price\": 0.095}                 | 422 | price must be above 0.095 and below 950,",
                "pasta  | {\"price\": 1e12}                  | 422 | at most 100000000",
                "pasta  | {\"food_cost\": 950}               | 422 | food_cost must be 0 or more and below 950, a hundred times the price in force, 9.5",
                "pasta  | {\"price\": 9.12345}               | 422 | decimals",
                "pasta  | {\"food_cost\": -0.01}             | 422 | negative",
                "pasta  | {\"price\": 9, \"horizon_days\": 0}   | 422 | from 1 to 365",
                "pasta  | {\"price\": 9, \"horizon\": 7}     | 422 | horizon",
            })
    void shouldSayWhatIsRight_whenASimulationIsWrong(String item, String body, int status, String detail) {
        assertProblem(api.post(path(PLACE, "/prices/" + item + ":simulate"), body), status, detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/forecasts?days=15                | 400 | from 1 to 14",
                "/forecasts?by=hour                | 400 | level=total",
                "/forecasts?level=menu             | 400 | item, total",
                "/forecasts/pasta?level=item       | 400 | level",
                "/forecasts/nobody                 | 404 | not forecast",
                "/prices?action=raise              | 400 | increase",
                "/prices?sort=name                 | 400 | menu-gain",
                "/prices/nobody                    | 404 | not on the menu",
                "/prices/pasta/curve?points=10     | 400 | from 50 to 200",
                "/prices/pasta/curve?food_cost=x   | 400 | amount",
                "/prices/pasta/curve?lowest=12&highest=11 | 400 | below highest",
                "/prices/pasta/curve?highest=950   | 400 | a hundred times",
                "/prices/caviar/curve              | 409 | expected to sell",
                "/revenue-change?from=2026-01-01   | 400 | go together",
                "/revenue-change?against_to=2026-01-01   | 400 | against_from and against_to go together",
                "/revenue-change?from=2199-01-01&to=2199-01-07 | 400 | to (2199-01-07) is in the future",
                "/revenue-change?against_from=2199-01-01&against_to=2199-01-07 | 400 | against_to (2199-01-07) is in the future",
                "/revenue-change?against_from=1999-01-01&against_to=1999-01-07 | 400 | before the history kept",
            })
    void shouldSayWhatIsRight_whenAQuestionIsWrong(String question, int status, String detail) {
        assertProblem(api.get(path(PLACE, question)), status, detail);
    }

    @Test
    void shouldSayWhatIsMissing_whenNothingWasSoldYet() {
        api.putOk(path("new", ""), restaurant("Europe/Rome"));
        api.putOk(path("new", "/menu/soup"), Bodies.item("6.50", "1.90"));

        assertThat(api.found(path("new", "/forecasts")).path("note").asText()).startsWith("nothing was sold yet");
        assertThat(api.found(path("new", "/prices")).path("note").asText()).startsWith("nothing was sold yet");
        assertThat(api.found(path("new", "/revenue-change")).path("note").asText())
                .startsWith("nothing was sold yet");
        assertProblem(api.get(path("new", "/revenue-change?format=csv")), 503, "nothing was sold yet");
        assertProblem(api.get(path("new", "/forecasts/soup")), 404, "nothing was sold yet");
        assertProblem(api.post(path("new", "/prices/soup:simulate"), "{\"price\": 7}"), 409, "nothing was sold");
        for (String rest : List.of("/forecasts", "/forecasts/x", "/prices", "/prices/x", "/revenue-change")) {
            assertProblem(api.get(path("nowhere", rest)), 404, "nowhere");
        }
    }

    private static void assertProblem(Reply reply, int status, String detail) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.contentType()).startsWith("application/problem+json");
        assertThat(reply.json().path("detail").asText()).contains(detail);
    }
}
