package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.fields;
import static io.menuflow.quickstart.Api.item;
import static io.menuflow.quickstart.Api.path;
import static io.menuflow.quickstart.Bodies.check;
import static io.menuflow.quickstart.Bodies.line;
import static io.menuflow.quickstart.Bodies.restaurant;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.quickstart.Api.Reply;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From an empty node to live quadrants, by nothing but HTTP; each test has a restaurant of its own. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class FirstEventIT {

    private static final Instant NOON = Instant.parse("2025-03-10T12:00:00Z");
    private static final String TILL = "till";

    private Quickstart quickstart;
    private Api api;

    @BeforeAll
    void start(@TempDir Path dir) {
        Map<String, String> settings =
                Map.of("menuflow.http.open", "true", "menuflow.http.apply-patience", Cluster.PATIENCE);
        quickstart =
                Quickstart.start(new Quickstart.Options(dir, 0, 0, 0, 730, Cluster.PARTITIONS, settings), step -> {});
        api = new Api(quickstart.httpUrl());
        open(TILL);
        api.sell(TILL, check("t1", NOON, line("tea", "1", "2.00")));
        api.awaitOrders(TILL, 1);
    }

    @AfterAll
    void stop() {
        quickstart.close();
    }

    @Test
    void shouldChangeQuadrants_whenMoreSalesCome() {
        open("live");
        listItem("live", "pasta", "20", "2");
        listItem("live", "bread", "5", "4");
        listItem("live", "steak", "90", "10");
        listItem("live", "soup", "3", "1");
        api.sell(
                "live",
                check(
                        "c1",
                        NOON,
                        line("pasta", "40", "20"),
                        line("bread", "35", "5"),
                        line("steak", "5", "90"),
                        line("soup", "2", "3")));
        api.found(path("live", "/classifications"), answer -> assertThat(fields(answer, "/quadrant"))
                .isEqualTo(Map.of("pasta", "STAR", "bread", "STAR", "steak", "STAR", "soup", "DOG")));

        api.sell("live", check("c2", NOON.plusSeconds(60), line("soup", "500", "3")));

        JsonNode after = api.found(path("live", "/classifications"), answer -> assertThat(fields(answer, "/quadrant"))
                .isEqualTo(Map.of("pasta", "STAR", "bread", "PLOWHORSE", "steak", "PUZZLE", "soup", "STAR")));
        assertThat(after.path("counts")).isEqualTo(Api.parsed("{\"STAR\":2,\"PLOWHORSE\":1,\"PUZZLE\":1}"));
        assertThat(after.path("method").asText()).isEqualTo("percentile");
        assertThat(item(after, "soup").path("evidence").asText()).isEqualTo("SUFFICIENT");
        assertThat(item(after, "steak").path("evidence").asText()).isEqualTo("LOW");
        JsonNode one = api.found(path("live", "/classifications/bread"));
        assertThat(one.at("/item/quadrant").asText()).isEqualTo("PLOWHORSE");
        assertThat(one.at("/item/contribution_margin").decimalValue()).isEqualByComparingTo("35");
    }

    @Test
    void shouldKnowWhatIsToldOfDays_andForgetWhatIsTakenBack() {
        open("fair");
        api.sell("fair", check("c1", NOON, line("soup", "1", "4")));
        api.awaitOrders("fair", 1);
        assertThat(api.get(path("fair", "/days/2025-03-09")).status()).isEqualTo(404);

        api.putOk(path("fair", "/days/2025-03-09"), Bodies.json().put("closed", true));
        JsonNode told = api.putOk(
                path("fair", "/days/2025-05-09"),
                Bodies.json().put("holiday", true).put("temperature", 21.5).put("event", "fair"));
        api.putOk(path("fair", "/days/2025-05-10"), Bodies.json().put("weather", "rain"));
        Reply again = api.put(path("fair", "/days/2025-03-09"), Bodies.json().put("weather", "snow"));

        assertThat(again.status()).isIn(200, 202);
        assertThat(told.path("temperature").decimalValue()).isEqualByComparingTo("21.5");
        assertThat(api.found(path("fair", "/days/2025-05-09"))).isEqualTo(told);
        JsonNode around = api.found(
                path("fair", "/days"),
                days -> assertThat(days.at("/days/0/weather").asText()).isEqualTo("snow"));
        assertThat(around.path("from").asText()).isEqualTo("2025-02-11");
        assertThat(around.path("to").asText()).isEqualTo("2025-05-09");
        assertThat(around.at("/days/0/closed").asBoolean(true))
                .as("a day is told anew")
                .isFalse();
        assertThat(around.path("days")).hasSize(2).last().isEqualTo(told);
        assertThat(api.found(path("fair", "/days?from=2025-05-10&to=2025-05-10"))
                        .path("days"))
                .hasSize(1);
        assertThat(api.send("DELETE", path("fair", "/days/2025-05-09"), null).status())
                .isIn(202, 204);
        api.found(path("fair", "/days"), days -> assertThat(days.path("days")).hasSize(1));
        assertThat(api.send("DELETE", path("fair", "/days/2025-05-09"), null).status())
                .isEqualTo(404);
    }

    @Test
    void shouldKeepEveryPriceSetting_thatIsNotToldAnew() {
        ObjectNode place = restaurant("Europe/Rome");
        place.putObject("settings")
                .putObject("prices")
                .put("max_step", "0.15")
                .put("floor", 2)
                .put("ceiling", 49.5)
                .putArray("excluded")
                .add("soup");
        String guarded = "/v1/restaurants/guarded";
        api.putOk(guarded, place);
        place.putObject("settings").putObject("prices").put("max_changes", 3).putNull("floor");

        JsonNode prices = api.putOk(guarded, place).at("/settings/prices");

        assertThat(prices)
                .isEqualTo(
                        Api.parsed(
                                """
                                {"max_step": 0.15, "min_margin": 0.20, "floor": null, "ceiling": 49.50, "endings": [0, 50, 95, 99],
                                 "cool_down_days": 28, "min_probability": 0.80, "max_changes": 3, "excluded": ["soup"]}
                                """));
        assertThat(api.found(guarded).at("/settings/prices")).isEqualTo(prices);
        place.putObject("settings")
                .putObject("prices")
                .put("floor", 50)
                .put("max_step", 1)
                .put("min_probability", "1.01");
        Reply wrong = api.put(guarded, place);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("errors").findValuesAsText("field"))
                .containsExactly(
                        "settings.prices.max_step", "settings.prices.ceiling", "settings.prices.min_probability");
    }

    @Test
    void shouldKeepWhenAnItemWasSoldOut_untilItIsToldAnew() {
        open("soldout");
        ObjectNode soup = Bodies.item("4.50", "1.20");
        soup.putArray("unavailable")
                .add(Bodies.json().put("from", "2025-03-01T18:00:00.1234Z").put("until", "2025-03-01T23:00:00+01:00"))
                .add(Bodies.json().put("from", "2025-03-09T12:00:00Z"));
        JsonNode windows = Api.parsed(
                """
                [{"from": "2025-03-01T18:00:00.123Z", "until": "2025-03-01T22:00:00Z"},
                 {"from": "2025-03-09T12:00:00Z", "until": null}]
                """);
        String item = path("soldout", "/menu/soup");

        assertThat(api.putOk(item, soup).path("unavailable")).isEqualTo(windows);
        assertThat(api.putOk(item, Bodies.item("5.00", "1.20")).path("unavailable"))
                .isEqualTo(windows);
        api.found(
                path("soldout", "/menu"),
                menu -> assertThat(item(menu, "soup").path("unavailable")).isEqualTo(windows));
        soup.withArray("unavailable").add(Bodies.json().put("from", "2025-03-10T12:00:00Z"));
        Reply wrong = api.put(item, soup);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().at("/errors/0/field").asText()).isEqualTo("unavailable[2].from");
        soup.putArray("unavailable");
        assertThat(api.putOk(item, soup).path("unavailable")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/days/2025-02-30 | {} | 400 | the date in the path must be a date such as 2026-03-10, not '2025-02-30'",
                "/days/1999-12-31 | {} | 422 | date must be from 2000-01-01 to",
                "/days/2025-03-01 | {\"temperature\": 61} | 422 | temperature must be -90 to 60 degrees Celsius",
                "/days/2025-03-01 | {\"weather\": \" \"} | 422 | weather must be 1 to 100 characters",
                "/days/2025-03-01 | {\"open\": true} | 422 | open is not a field of this object"
            })
    void shouldSayWhatIsWrong_whenADayCannotBe(String path, String body, int status, String detail) {
        Reply reply = api.put(path(TILL, path), body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.json().path("detail").asText()).contains(detail);
        assertThat(api.found(path(TILL, "/days?from=1999-12-01&to=2000-01-31")).path("days"))
                .isEmpty();
        assertThat(api.get(path(TILL, "/days?from=2020-01-01&to=2023-01-01")).status())
                .as("1,097 days")
                .isEqualTo(400);
    }

    @Test
    void shouldSayWhenItIsOf_whenEventsCameAndBefore() {
        open("clock");
        JsonNode before = api.found(path("clock", "/sales"));
        assertThat(before.has("as_of") && !before.path("as_of").isNull()).isFalse();
        assertThat(before.at("/totals/order_count").asInt()).isZero();

        api.sell("clock", check("c2", NOON.plusSeconds(90), line("soup", "1", "4")));
        api.sell("clock", check("c1", NOON, line("soup", "1", "4")));
        api.awaitOrders("clock", 2);

        for (String path : List.of("/sales", "/items", "/classifications", "/items/soup", "/classifications/soup")) {
            JsonNode answer = api.found(
                    path("clock", path),
                    found -> assertThat(found.path("as_of").asText()).isEqualTo("2025-03-10T12:01:30Z"));
            assertThat(answer.path("stale").asBoolean(true)).isFalse();
            assertThat(answer.path("feed_age_s").decimalValue())
                    .isGreaterThan(BigDecimal.valueOf(Duration.ofDays(30).toSeconds()));
            assertThat(answer.path("window"))
                    .isEqualTo(Api.parsed("{\"from\":\"2025-02-11\",\"to\":\"2025-03-10\",\"days\":28}"));
        }
    }

    @Test
    void shouldCountACheckOnce_whenItIsSentAgain() {
        open("twice");
        ObjectNode check = check("c1", NOON, line("soup", "3", "4.50"));
        api.sell("twice", check, check);
        api.sell("twice", check);

        api.sell("twice", check.deepCopy().put("source", "webshop"));

        api.awaitOrders("twice", 2);
        assertSoup("twice", 2, "6", "27.00");
    }

    @Test
    void shouldCountTheHighestRevision_whateverTheOrderTheyComeIn() {
        open("revised");
        api.sell("revised", check("c1", NOON, line("soup", "3", "4.50"), line("wine", "1", "7.00")));
        api.sell("revised", check("c1", NOON, line("soup", "2", "4.50")).put("revision", 5));
        api.sell("revised", check("c1", NOON, line("soup", "9", "4.50")).put("revision", 4));
        api.sell("revised", check("c2", NOON, line("soup", "1", "4.25")));

        api.awaitOrders("revised", 2);
        assertSoup("revised", 2, "3", "13.25");
        assertThat(fields(api.found(path("revised", "/items")), "/revenue")).containsOnlyKeys("soup");
    }

    @Test
    void shouldTakeTheCheckOut_whenItIsVoided() {
        open("voided");
        api.sell(
                "voided",
                check("c1", NOON, line("soup", "3", "4.50")),
                check("c2", NOON.plusSeconds(1), line("soup", "1", "4.25")));
        api.awaitOrders("voided", 2);

        api.sell("voided", check("c1", NOON).put("state", "VOIDED").put("revision", 2));

        api.awaitOrders("voided", 1);
        assertSoup("voided", 1, "1", "4.25");
    }

    @Test
    void shouldCountWhatWasPaid_whenLinesHaveExtrasDiscountsAndReturns() {
        open("money");
        ObjectNode extra = line("soup", "2", "4.50");
        extra.putArray("modifiers").addObject().put("name", "cheese").put("price", "0.75");
        extra.put("discount", "1.50");
        ObjectNode told = line("soup", "0.5", "4.50").put("net_amount", "2.10");
        ObjectNode free = line("soup", "1", "4.50").put("kind", "COMP");
        ObjectNode back = line("soup", "1", "4.50").put("kind", "REFUND");
        api.sell(
                "money",
                check("c1", NOON, extra, told, free),
                check("c2", NOON.plusSeconds(1), back).put("refund_of", "c1"));

        api.found(
                path("money", "/sales"),
                sales -> assertThat(sales.at("/totals/revenue").decimalValue()).isEqualByComparingTo("6.60"));
        assertSoup("money", 1, "1.5", "6.60");
    }

    @Test
    void shouldTakeTheTaxOut_whenPricesIncludeIt() {
        api.putOk("/v1/restaurants/gross", restaurant("Europe/Rome").put("prices_include_tax", true));
        api.sell("gross", check("c1", NOON, line("soup", "1", "11.00").put("tax", "1.00")));
        api.awaitOrders("gross", 1);

        assertSoup("gross", 1, "1", "10.00");
    }

    @Test
    void shouldTakeTheGoodAndNameTheBad_whenOnlySomeElementsAreValid() {
        open("mixed");
        ObjectNode good = check("good", NOON, line("soup", "1", "4.50"));
        ObjectNode negative = check("negative", NOON, line("soup", "1", "-4.50"));
        ObjectNode dollars = check("dollars", NOON, line("soup", "1", "4.50")).put("currency", "USD");
        ObjectNode future = check("future", Instant.now().plus(Duration.ofHours(2)), line("soup", "1", "4.50"));
        ObjectNode misspelt = check("misspelt", NOON, line("soup", "1", "4.50")).put("tabel", 4);

        Reply reply = api.post(
                path("mixed", "/transactions"), List.of(good, negative, dollars, future, misspelt, "\"no object\""));

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(reply.json().path("rejected").asInt()).isEqualTo(5);
        JsonNode verdicts = reply.json().path("verdicts");
        assertThat(verdicts.findValuesAsText("status"))
                .containsExactly("accepted", "rejected", "rejected", "rejected", "rejected", "rejected");
        assertThat(verdicts.at("/0/transaction_id").asText()).isEqualTo("good");
        assertThat(verdicts.at("/1/errors/0/field").asText()).isEqualTo("lines[0].unit_list_price");
        assertThat(verdicts.at("/1/errors/0/message").asText()).startsWith("NEGATIVE_PRICE");
        assertThat(verdicts.at("/2/errors/0/message").asText()).startsWith("CURRENCY_MISMATCH");
        assertThat(verdicts.at("/3/errors/0/message").asText()).startsWith("FUTURE");
        assertThat(verdicts.at("/4/errors/0/field").asText()).isEqualTo("tabel");
        assertThat(verdicts.at("/5/errors/0/message").asText()).isEqualTo("must be a JSON object");
        api.awaitOrders("mixed", 1);
    }

    @Test
    void shouldSendNothing_whenAllOrNoneIsAskedAndOneIsBad() {
        open("all");
        ObjectNode good = check("good", NOON, line("soup", "1", "4.50"));
        ObjectNode bad = check("bad", NOON, line("soup", "-1", "4.50"));

        Reply refused = api.post(path("all", "/transactions?all_or_none=true"), List.of(good, bad));
        Reply taken = api.post(path("all", "/transactions?all_or_none=true"), List.of(good.put("transaction_id", "2")));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("accepted").asInt(-1)).isZero();
        assertThat(refused.json().path("verdicts").findValuesAsText("status")).containsExactly("not_sent", "rejected");
        assertThat(taken.status()).isEqualTo(202);
        api.awaitOrders("all", 1);
    }

    @Test
    void shouldTakeASingleCheck_whenTheBodyIsNoArray() {
        open("single");

        Reply taken = api.post(path("single", "/transactions"), check("c1", NOON, line("soup", "1", "4.50")));
        Reply refused = api.post(path("single", "/transactions"), check("c2", NOON));

        assertThat(taken.status()).isEqualTo(202);
        assertThat(taken.json().path("accepted").asInt()).isEqualTo(1);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().at("/verdicts/0/errors/0/message").asText()).startsWith("NO_LINES");
        api.awaitOrders("single", 1);
    }

    @Test
    void shouldReadItsOwnWrites_whenRestaurantAndMenuAreChanged() {
        ObjectNode body = restaurant("Europe/Rome").put("cut_off", "04:00").put("group", "north");
        assertThat(api.put("/v1/restaurants/written", body).status()).isEqualTo(201);
        assertThat(api.put("/v1/restaurants/written", body.put("name", "Renamed"))
                        .status())
                .isEqualTo(200);
        JsonNode restaurant = api.found("/v1/restaurants/written");
        assertThat(restaurant.path("name").asText()).isEqualTo("Renamed");
        assertThat(restaurant.path("cut_off").asText()).isEqualTo("04:00");
        assertThat(restaurant.at("/settings/new_item_days").asInt(-1)).isZero();
        assertThat(api.found("/v1/restaurants").path("restaurants").findValuesAsText("restaurant_id"))
                .contains("written", TILL)
                .isSorted();

        String id = "Crème brûlée 50%";
        String path = path("written", "/menu/" + Api.encoded(id));
        assertThat(api.put(path, Bodies.item("7.50", "1.20").put("category", "Sweets"))
                        .status())
                .isEqualTo(201);
        assertThat(api.put(path, Bodies.item("7.50", "1.40")).status()).isEqualTo(200);

        JsonNode menu = api.found(path("written", "/menu"));
        assertThat(item(menu, id).path("food_cost").decimalValue()).isEqualByComparingTo("1.40");
        assertThat(item(menu, id).path("price").decimalValue()).isEqualByComparingTo("7.50");
        assertThat(api.found(path("written", "/items/" + Api.encoded(id)))
                        .at("/item/listed")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void shouldKeepThePast_whenZoneAndCurrencyAreChangedAfterTheFirstSale() {
        open("moved");
        api.sell("moved", check("c1", NOON, line("soup", "1", "4.50")));
        api.awaitOrders("moved", 1);

        Reply currency =
                api.put("/v1/restaurants/moved", restaurant("Europe/Rome").put("currency", "USD"));
        Reply past = api.put("/v1/restaurants/moved", restaurant("Asia/Tokyo").put("effective_from", "2025-03-01"));
        Reply later = api.put("/v1/restaurants/moved", restaurant("Asia/Tokyo"));

        assertProblem(currency, 409, "currency is EUR and cannot become USD");
        assertProblem(past, 409, "effective_from");
        assertThat(later.status()).isEqualTo(200);
        assertThat(later.json().at("/calendars/0/zone").asText()).isEqualTo("Europe/Rome");
        assertThat(later.json().at("/calendars/1/effective_from").asText()).isEqualTo("2025-03-11");
        api.sell("moved", check("c2", Instant.parse("2025-03-12T16:00:00Z"), line("soup", "1", "4.50")));
        JsonNode sales = api.found(path("moved", "/sales"), answer -> assertThat(answer.path("points"))
                .hasSize(2));
        assertThat(sales.at("/points/0/date").asText()).isEqualTo("2025-03-10");
        assertThat(sales.at("/points/1/date").asText()).isEqualTo("2025-03-13");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/menu",
                "/items",
                "/items/x",
                "/classifications",
                "/classifications/x",
                "/sales",
                "/item-sales"
            })
    void shouldSayNotFound_whenTheRestaurantIsUnknown(String rest) {
        assertProblem(api.get(path("nowhere", rest)), 404, "nowhere");
    }

    @Test
    void shouldSayNotFound_whenNothingIsThere() {
        assertProblem(api.get(path(TILL, "/items/coffee")), 404, "coffee");
        assertProblem(api.get(path(TILL, "/classifications/coffee")), 404, "coffee");
        assertProblem(api.put(path("nowhere", "/menu/tea"), Bodies.item("2", "1")), 404, "nowhere");
        assertProblem(
                api.post(path("nowhere", "/transactions"), check("c1", NOON, line("tea", "1", "2"))), 404, "nowhere");
        assertProblem(api.get("/v1/nothing"), 404, "/v1/nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/v1/restaurants/new        | {}                                                       | name",
                "/v1/restaurants/new        | {\"name\":\"x\",\"currency\":\"EUR\"}                    | zone",
                "/v1/restaurants/new        | {\"name\":\"x\",\"currency\":\"EURO\",\"zone\":\"Europe/Rome\"} | EURO",
                "/v1/restaurants/new        | {\"name\":\"x\",\"currency\":\"EUR\",\"zone\":\"Rome\"}  | Rome",
                "/v1/restaurants/new        | {\"name\":\"x\",\"currency\":\"EUR\",\"zone\":\"UTC+1\"} | UTC+1",
                "/v1/restaurants/new        | {\"name\":1,\"currency\":\"EUR\",\"zone\":\"UTC\"}       | string",
                "/v1/restaurants/new        | {\"name\":\"x\",\"currency\":\"EUR\",\"zone\":\"UTC\",\"cutoff\":\"1\"} | cutoff",
                "/v1/restaurants/new        | {\"name\":\"x\",\"currency\":\"EUR\",\"zone\":\"UTC\",\"cut_off\":\"25:00\"} | cut_off",
                "/v1/restaurants/new        | []                                                       | object",
                "/v1/restaurants/till/menu/tea | {\"price\":-1}                                        | price",
                "/v1/restaurants/till/menu/tea | {\"price\":\"much\"}                                  | price",
                "/v1/restaurants/till/menu/tea | {\"price\":1.23456}                                   | decimals",
                "/v1/restaurants/till/menu/tea | {\"prcie\":1}                                         | prcie",
                "/v1/restaurants/till/menu/tea | {\"price\":1,\"prices\":[]}                           | exclude",
            })
    void shouldNameTheField_whenABodyIsInvalid(String path, String body, String detail) {
        Reply reply = api.put(path, body);

        assertProblem(reply, 422, "");
        assertThat(reply.text()).contains(detail);
        assertThat(reply.json().path("errors")).isNotEmpty();
    }

    @Test
    void shouldNameEachWrongField_whenSeveralValuesAreWrong() {
        Reply place = api.put(
                "/v1/restaurants/new",
                """
                {"name": "  ", "currency": "EURO", "zone": "Europe/Rom",
                 "dayparts": [{"name": "a", "start": "01:00", "end": "02:00"}, {"name": "A", "start": "03:00", "end": "04:00"}],
                 "settings": {"popularity_factor": 11, "estimated_cost_pct": {"Drinks": -1}}}
                """);
        Reply tea = api.put(
                path(TILL, "/menu/tea"),
                """
                {"name": "  ", "prep_time_minutes": -1, "available_from": "2025-02-01", "available_until": "2025-01-01"}
                """);

        assertProblem(place, 422, "name must be 1 to 512 bytes without control characters, and not blank, and 5 more");
        assertThat(place.json().path("errors").findValuesAsText("field"))
                .containsExactly(
                        "name",
                        "currency",
                        "zone",
                        "dayparts[1].name",
                        "settings.popularity_factor",
                        "settings.estimated_cost_pct.Drinks");
        assertThat(place.json().at("/errors/1/message").asText()).isEqualTo("'EURO' is no ISO 4217 code of money");
        assertProblem(tea, 422, "name");
        assertThat(tea.json().path("errors").findValuesAsText("field"))
                .containsExactly("name", "prep_time_minutes", "available_until");
        assertProblem(
                api.put(path(TILL, "/menu/tea"), "{\"prep_time_minutes\": 1e3}"),
                422,
                "prep_time_minutes must be a whole number up to 100000, written in digits alone");
        assertProblem(
                api.put(path(TILL, "/menu/tea"), "{\"prep_time_minutes\": 100001}"),
                422,
                "prep_time_minutes must be a whole number up to 100000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20", "%09", "%2E", "%2e%2E"})
    void shouldNameThePath_whenAnItemIdCannotBeListed(String id) {
        assertProblem(api.put(path(TILL, "/menu/" + id), "{\"price\":1}"), 400, "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/sales?window=0d                 | 730d",
                "/sales?window=731d               | 730d",
                "/sales?window=month              | month",
                "/sales?from=2025-01-01           | to",
                "/sales?from=2025-01-02&to=2025-01-01 | before",
                "/sales?from=2025-01-32&to=2025-02-01 | 2025-01-32",
                "/sales?from=2020-01-01&to=2025-02-01 | 730",
                "/sales?window=7d&from=2025-01-01&to=2025-01-02 | both",
                "/sales?granularity=minute        | minute",
                "/sales?order_typ=DINE_IN         | order_typ",
                "/sales?order_type=BUFFET         | BUFFET",
                "/sales?daypart=brunch            | brunch",
                "/sales?granularity=hour&daypart=brunch | daypart",
                "/item-sales?window=0d            | 730d",
                "/item-sales?granularity=day      | granularity",
                "/item-sales?daypart=brunch       | brunch",
                "/items?scope=world               | world",
                "/classifications?method=magic    | magic",
                "/classifications?popularity_factor=0    | 0",
                "/classifications?popularity_factor=many | many",
            })
    void shouldSayWhatIsRight_whenAQuestionIsWrong(String question, String detail) {
        assertProblem(api.get(path(TILL, question)), 400, detail);
    }

    @Test
    void shouldSayWhatIsRight_whenABodyCannotBeRead() {
        String path = path(TILL, "/transactions");

        assertProblem(api.send("POST", path, null), 400, "no body");
        assertProblem(api.post(path, "{\"lines\":"), 400, "JSON");
        assertProblem(api.post(path, "{\"source\":\"a\",\"source\":\"b\"}"), 400, "JSON");
        assertProblem(api.post(path, "{} {}"), 400, "JSON");
        assertProblem(api.post(path, "{\"revision\": 1e99999999999}"), 400, "number");
        assertProblem(api.post(path, "[".repeat(1_000)), 400, "JSON");
        assertProblem(api.post(path, "[]"), 400, "1 to 1000");
        assertProblem(api.post(path, Collections.nCopies(1_001, "{}")), 400, "1001");
        assertProblem(api.post(path + "?all_or_nothing=true", "{}"), 400, "all_or_nothing");
        assertProblem(api.post(path + "?all_or_none=maybe", "{}"), 400, "maybe");
        assertProblem(api.get("/v1/restaurants/" + "x".repeat(65)), 400, "1 to 64");
        assertProblem(api.put("/v1/restaurants/a:b", restaurant("Europe/Rome")), 400, "1 to 64");
    }

    @Test
    void shouldRefuse_whenAnotherPageSendsIt() {
        Reply reply = api.send("POST", path(TILL, "/transactions"), "{}", "Origin", "https://elsewhere.example");

        assertProblem(reply, 403, "https://elsewhere.example");
    }

    @Test
    void shouldRefuse_whenAMenuItemWouldBeTooLargeARecord() {
        StringBuilder large = new StringBuilder("{\"name\": \"Soup\", \"metadata\": {\"a\": \"\"");
        for (int i = 0; i < 11; i++) {
            large.append(", \"m")
                    .append(i)
                    .append("\": \"")
                    .append("x".repeat(99_000))
                    .append('"');
        }
        large.append("}}");

        assertProblem(api.put(path(TILL, "/menu/soup"), large.toString()), 413, "the limit is 1000000");
    }

    @Test
    void shouldRefuse_whenTheBodyIsTooLarge() {
        ObjectNode check = check("c1", NOON, line("soup", "1", "4.50"));
        check.put("channel", "x".repeat(10 * 1024 * 1024));

        assertProblem(api.post(path(TILL, "/transactions"), check), 413, "10 MiB");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /v1/restaurants/till/transactions",
        "GET, /v1/restaurants/till/transactions",
        "POST, /v1/restaurants/till/items",
        "PUT, /v1/restaurants/till/sales",
        "POST, /v1/restaurants",
    })
    void shouldSayMethodNotAllowed_whenThePathHasOthers(String method, String path) {
        assertProblem(api.send(method, path, "{}"), 405, "");
    }

    @Test
    void shouldRefuseKasavanaSmith_whenNoItemHasACost() {
        open("costless");
        api.sell(
                "costless",
                check(
                        "c1",
                        NOON,
                        line("a", "40", "20"),
                        line("b", "35", "5"),
                        line("c", "5", "90"),
                        line("d", "2", "100")));

        JsonNode answer = api.found(path("costless", "/classifications"), found -> assertThat(found.path("items"))
                .hasSize(4));
        assertThat(fields(answer, "/profit_basis")).containsValue("REVENUE");
        assertThat(fields(answer, "/quadrant"))
                .isEqualTo(Map.of("a", "STAR", "b", "PLOWHORSE", "c", "STAR", "d", "PUZZLE"));
        assertProblem(api.get(path("costless", "/classifications?method=kasavana-smith")), 422, "no item in scope");
    }

    @Test
    void shouldSaySo_whenTooFewItemsCanBeCompared() {
        JsonNode answer = api.found(path(TILL, "/classifications"), found -> assertThat(found.path("items"))
                .hasSize(1));

        assertThat(item(answer, "tea").path("quadrant").asText()).isEqualTo("TOO_FEW_ITEMS");
    }

    @Test
    void shouldTellHealthAndCounters_whenAsked() {
        Reply metrics = api.get("/metrics");

        assertThat(api.found("/health/live").path("status").asText()).isEqualTo("UP");
        assertThat(api.found("/health/ready").path("status").asText()).isEqualTo("UP");
        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.contentType()).startsWith("text/plain");
        assertThat(metrics.text())
                .contains("menuflow_transactions_total{outcome=\"duplicate\"}", "menuflow_menus_scored_total")
                .contains(
                        "menuflow_items_scored_total",
                        "menuflow_parked_records 0.0",
                        "menuflow_live_bytes ",
                        "jvm_memory_used_bytes")
                .contains("kafka_stream_thread");
        assertThat(api.counter("menuflow_transactions_total", "outcome=\"new\""))
                .isPositive();
    }

    @Test
    void shouldServeThePage_whenAsked() {
        Reply page = api.get("/");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.contentType()).startsWith("text/html");
    }

    @ParameterizedTest
    @ValueSource(strings = {"half/half", "50%", "a b+c", "ünï", "a;b", "a\\b", "100%25", "q?", "#1"})
    void shouldFindAnItemByItsId_whateverItsCharacters(String id) {
        open("names");
        String path = path("names", "/menu/" + Api.encoded(id));

        api.putOk(path, Bodies.item("3.00", "1.00"));

        assertThat(api.found(path("names", "/items/" + Api.encoded(id)))
                        .at("/item/item_id")
                        .asText())
                .isEqualTo(id);
    }

    private void open(String id) {
        api.putOk("/v1/restaurants/" + id, restaurant("Europe/Rome"));
    }

    private void listItem(String restaurant, String id, String price, String cost) {
        api.putOk(path(restaurant, "/menu/" + id), Bodies.item(price, cost));
    }

    private void assertSoup(String restaurant, int orders, String units, String revenue) {
        JsonNode soup = item(
                api.found(path(restaurant, "/items"), answer -> assertThat(
                                item(answer, "soup").path("revenue").decimalValue())
                        .isEqualByComparingTo(revenue)),
                "soup");
        assertThat(soup.path("order_count").asInt()).isEqualTo(orders);
        assertThat(soup.path("quantity_sold").decimalValue()).isEqualByComparingTo(units);
        JsonNode totals = api.found(path(restaurant, "/sales")).path("totals");
        assertThat(totals.path("order_count").asInt()).isEqualTo(orders);
        assertThat(totals.path("quantity_sold").decimalValue()).isEqualByComparingTo(units);
        assertThat(totals.path("revenue").decimalValue()).isEqualByComparingTo(revenue);
    }

    private static void assertProblem(Reply reply, int status, String detail) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.contentType()).startsWith("application/problem+json");
        assertThat(reply.json().path("status").asInt()).isEqualTo(status);
        assertThat(reply.json().path("title").asText()).isNotBlank();
        assertThat(reply.json().path("detail").asText()).contains(detail);
        assertThat(reply.text()).doesNotContain("Exception", "\tat ");
    }
}
