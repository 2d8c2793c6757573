package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.quickstart.Api.Reply;
import io.menuflow.serving.Node;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Restaurants, menus and groups on two nodes; every question is put to the one, wherever the state is. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MenusIT {

    private static final Instant NOON = Instant.parse("2025-03-10T12:00:00Z");
    private static final String CSV = "text/csv";
    private static final String DAY = "from=2025-03-10&to=2025-03-10";

    @TempDir
    static Path dir;

    private static Cluster cluster;
    private static Node hasty;
    private static Api api;

    @BeforeAll
    static void start() {
        cluster = new Cluster(dir);
        Node patient = cluster.start("patient", "instance-id", "patient", "standbys", "0");
        hasty = cluster.start("hasty", "instance-id", "hasty", "standbys", "0", "http.apply-patience", "PT0S");
        api = Cluster.api(patient);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void shouldRemoveARestaurant_andBringItBackWithItsSales() {
        open("phoenix", "soup");
        sell("phoenix", "c1", "soup", "2");

        assertRemoved("/v1/restaurants/phoenix");

        for (String question : List.of("", "/menu", "/menu/soup", "/items", "/sales", "/data-quality")) {
            assertThat(api.get(path("phoenix", question)).status()).as(question).isEqualTo(404);
        }
        assertThat(api.found("/v1/restaurants").path("restaurants"))
                .noneMatch(
                        restaurant -> restaurant.path("restaurant_id").asText().equals("phoenix"));
        assertThat(api.send("DELETE", "/v1/restaurants/phoenix", null).status()).isEqualTo(404);
        Reply dollars = api.put(
                "/v1/restaurants/phoenix", Bodies.restaurant("Europe/Rome").put("currency", "USD"));
        assertThat(dollars.status()).as(dollars.text()).isEqualTo(409);

        api.putOk("/v1/restaurants/phoenix", Bodies.restaurant("Europe/Rome"));
        api.awaitOrders("phoenix", 1);
        assertThat(api.get(path("phoenix", "/menu/soup")).status()).isEqualTo(200);
    }

    @Test
    void shouldTakeAnItemOffTheList_andStillTellWhatItSold() {
        open("bistro", "soup", "bread");
        sell("bistro", "c1", "soup", "2");

        assertRemoved(path("bistro", "/menu/soup"));

        assertThat(api.get(path("bistro", "/menu/soup")).status()).isEqualTo(404);
        assertThat(api.send("DELETE", path("bistro", "/menu/soup"), null).status())
                .isEqualTo(404);
        JsonNode soup = Api.item(api.found(path("bistro", "/items?" + DAY)), "soup");
        assertThat(soup.path("listed").asBoolean()).isFalse();
        assertThat(soup.path("quantity_sold").asInt()).isEqualTo(2);
    }

    /** The usual window is answered from what was scored last: a write waits for that, too. */
    @Test
    void shouldJudgeByEveryAcknowledgedWriteInTheNextQuestion() {
        open("judge", "soup");
        sell("judge", "c1", "soup", "2");
        api.awaitOrders("judge", 1);

        for (int cost = 1; cost <= 12; cost++) {
            Reply written = api.put(
                    path("judge", "/menu/soup"),
                    """
                    {"food_costs": [{"amount": %d}]}""".formatted(cost));
            assertThat(written.status()).as(written.text()).isIn(200, 202);
            api.awaitApplied(written);
            JsonNode soup = api.found(path("judge", "/items/soup")).path("item");
            assertThat(soup.path("total_food_cost").decimalValue()).isEqualByComparingTo(BigDecimal.valueOf(2L * cost));
        }
        assertRemoved(path("judge", "/menu/soup"));
        JsonNode gone = api.found(path("judge", "/items/soup")).path("item");
        assertThat(gone.path("listed").asBoolean()).isFalse();
    }

    @Test
    void shouldSeeEveryAcknowledgedWriteInTheNextQuestion() {
        open("fresh", "soup");

        for (int cents = 1; cents <= 30; cents++) {
            String price = "5." + (10 + cents);
            Reply written = api.put(path("fresh", "/menu/soup"), Bodies.item(price, "1"));
            if (written.status() == 200) {
                assertThat(api.found(path("fresh", "/menu/soup")).path("price").decimalValue())
                        .isEqualByComparingTo(price);
            }
            assertThat(written.status()).isIn(200, 202);
        }
    }

    @Test
    void shouldGiveAWriteThatTakesLongAnAddress_thatTellsWhenItIsApplied() {
        Api other = Cluster.api(hasty);
        Reply slow = Stream.iterate(1, i -> i + 1)
                .limit(200)
                .map(i -> other.put("/v1/restaurants/hasty-" + i, Bodies.restaurant("Europe/Rome")))
                .filter(reply -> reply.status() == 202)
                .findFirst()
                .orElseThrow(() -> new AssertionError("every write was applied at once"));
        String location = slow.header("Location");

        JsonNode write = api.found(
                location, answer -> assertThat(answer.path("status").asText()).isEqualTo("APPLIED"));

        assertThat(write.path("operation").asText()).isEqualTo("PUT");
        assertThat(write.path("location").asText()).isEqualTo(location);
        String restaurant =
                "/v1/restaurants/" + slow.json().path("restaurant_id").asText();
        assertThat(api.get(restaurant).status()).isEqualTo(200);
        Reply removed = api.send("DELETE", restaurant, null);
        assertThat(removed.status()).as(removed.text()).isIn(202, 204);
        if (removed.status() == 202) {
            assertThat(removed.json().path("status").asText()).isEqualTo("PENDING");
            api.found("/v1/restaurants", all -> assertThat(all.path("restaurants"))
                    .noneMatch(one ->
                            restaurant.endsWith("/" + one.path("restaurant_id").asText())));
            api.awaitApplied(removed);
        }
        assertThat(api.get(restaurant + "/writes/made-up").status()).isEqualTo(404);
        assertThat(api.get(location.replaceFirst("/hasty-[0-9]+/", "/other/")).status())
                .isEqualTo(404);
    }

    @Test
    void shouldCountAnAliasForItsTarget_inEveryAnswer_untilItIsTakenOff() {
        open("trattoria", "soup", "soup-2024", "bread", "wine", "tea");
        sell("trattoria", "c1", "soup", "2");
        sell("trattoria", "c2", "soup-2024", "3");
        api.awaitOrders("trattoria", 2);
        ObjectNode alias = Bodies.item("8.00", "3.00").put("merged_into", "soup");

        api.putOk(path("trattoria", "/menu/soup-2024"), alias);
        sell("trattoria", "c3", "soup-2024", "1.5");

        for (String question : List.of("/items", "/items?" + DAY, "/classifications", "/classifications?" + DAY)) {
            api.found(path("trattoria", question), answer -> {
                assertThat(Api.item(answer, "soup").path("quantity_sold").decimalValue())
                        .isEqualByComparingTo("6.5");
                assertThat(Api.fields(answer, "/item_id")).doesNotContainKey("soup-2024");
            });
        }
        assertThat(api.found(path("trattoria", "/sales?" + DAY))
                        .at("/totals/items_sold")
                        .asInt())
                .isEqualTo(1);
        assertMergedIntoSoup();
        assertThat(api.found(path("trattoria", "/menu/soup-2024"))
                        .path("merged_into")
                        .asText())
                .isEqualTo("soup");
        assertRefusals();

        api.putOk(path("trattoria", "/menu/soup-2024"), Bodies.item("8.00", "3.00"));
        api.found(path("trattoria", "/items"), answer -> {
            assertThat(Api.item(answer, "soup").path("quantity_sold").decimalValue())
                    .isEqualByComparingTo("2");
            assertThat(Api.item(answer, "soup-2024").path("quantity_sold").decimalValue())
                    .isEqualByComparingTo("4.5");
        });
    }

    private static void assertMergedIntoSoup() {
        for (String question :
                List.of("/items/%s", "/classifications/%s", "/forecasts/%s", "/prices/%s", "/prices/%s/curve")) {
            assertMergedIntoSoup(api.get(path("trattoria", question.formatted("soup-2024"))));
        }
        assertMergedIntoSoup(api.post(path("trattoria", "/prices/soup-2024:simulate"), "{\"price\": 9}"));
        for (String list : List.of("/forecasts?", "/prices?", "/item-sales?" + DAY + "&")) {
            api.found(path("trattoria", list + "items=bread,soup-2024"), answer -> {
                JsonNode missing = answer.path("missing");
                assertThat(missing.findValuesAsText("item_id")).as(list).contains("soup-2024");
                assertThat(missing.findValuesAsText("merged_into")).as(list).contains("soup");
            });
        }
    }

    private static void assertMergedIntoSoup(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(404);
        assertThat(reply.json().path("merged_into").asText()).isEqualTo("soup");
        assertThat(reply.json().path("detail").asText())
                .isEqualTo("item soup-2024 of trattoria is merged into soup: ask for that");
    }

    private static void assertRefusals() {
        Map<String, ObjectNode> refused = Map.of(
                "must be another item", Bodies.item("1", "1").put("merged_into", "bread"),
                "does not list lemonade", Bodies.item("1", "1").put("merged_into", "lemonade"),
                "soup-2024 is itself merged into soup", Bodies.item("1", "1").put("merged_into", "soup-2024"),
                "must be a string", Bodies.item("1", "1").put("variant_of", 7));
        refused.forEach((reason, body) -> {
            Reply reply = api.put(path("trattoria", "/menu/bread"), body);
            assertThat(reply.status()).as(reply.text()).isEqualTo(422);
            assertThat(reply.text()).contains(reason);
        });
        Reply removed = api.send("DELETE", path("trattoria", "/menu/soup"), null);
        assertThat(removed.status()).isEqualTo(409);
        assertThat(removed.text()).contains("soup-2024 is merged into item soup");
    }

    @Test
    void shouldImportAFile_andUndoItButForWhatChangedSince() {
        open("osteria", "soup", "bread");
        String before = api.get(path("osteria", "/menu?format=csv")).text();
        String file =
                """
                item_id;name;category;price;food_cost;food_cost_from
                soup;Fish Soup;Starters;9.50;2.10;2025-01-01
                bread;;;2,50;;
                tea;=Tea;;3;;
                wine;Wine;Drinks;6;;
                """;

        JsonNode dry = imported(file, "?dry_run=true", 200).json();
        assertThat(dry.path("import_id").isNull()).isTrue();
        assertThat(api.get(path("osteria", "/menu?format=csv")).text()).isEqualTo(before);
        JsonNode none = imported(file, "?all_or_none=true", 422).json();
        assertThat(none.path("import_id").isNull()).isTrue();
        assertThat(none.at("/counts/NOT_WRITTEN").asInt()).isEqualTo(3);

        JsonNode report = imported(file, "", 200).json();

        assertThat(report.path("counts"))
                .isEqualTo(
                        Api.parsed(
                                """
                {"CREATED": 2, "CHANGED": 1, "UNCHANGED": 0, "REFUSED": 1, "NOT_WRITTEN": 0}"""));
        assertThat(report.at("/lines/1/line").asInt()).isEqualTo(3);
        assertThat(report.at("/lines/1/errors/0/field").asText()).isEqualTo("price");
        assertThat(api.found(path("osteria", "/menu/tea")).path("name").asText())
                .isEqualTo("=Tea");
        Reply csv = api.get(path("osteria", "/menu?format=csv&history=true"));
        assertThat(csv.contentType()).startsWith(CSV);
        assertThat(csv.text()).contains("tea,'=Tea,");
        assertThat(imported(csv.text(), "", 200).json().at("/counts/UNCHANGED").asInt())
                .isEqualTo(csv.text().strip().lines().count() - 1);

        api.putOk(path("osteria", "/menu/wine"), Bodies.item("7", "2"));
        String id = report.path("import_id").asText();
        assertThat(api.found(path("osteria", "/imports")).at("/imports/0"))
                .isEqualTo(Api.parsed(
                        """
                {"import_id": "%s", "items": 3, "standing": 2, "changed_since": 1}"""
                                .formatted(id)));

        Reply undone = api.post(path("osteria", "/imports/" + id + ":undo"), "");

        assertThat(undone.status()).as(undone.text()).isIn(200, 202);
        Map<String, String> items = new TreeMap<>();
        undone.json()
                .path("items")
                .forEach(item -> items.put(
                        item.path("item_id").asText(), item.path("status").asText()));
        assertThat(items).isEqualTo(Map.of("soup", "RESTORED", "tea", "REMOVED", "wine", "CHANGED_SINCE"));
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        api.found(path("osteria", "/imports")).path("imports").isEmpty());
        assertRemoved(path("osteria", "/menu/wine"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.get(path("osteria", "/menu?format=csv")).text().equals(before));
        assertThat(api.post(path("osteria", "/imports/" + id + ":undo"), "").status())
                .isEqualTo(404);
    }

    @Test
    void shouldShowAndExportWhatHoldsToday_andKeepWhatIsPlanned() {
        open("planner", "soup");
        String planned =
                """
                {"prices": [{"amount": 10}, {"effective_from": "2999-01-01", "amount": 12}],
                 "unavailable": [{"from": "2025-03-01T10:00:00Z", "until": "2025-03-02T10:00:00Z"}]}""";
        api.putOk(path("planner", "/menu/soup"), (ObjectNode) Api.parsed(planned));

        assertThat(price("10")).hasSize(2);
        Reply csv = api.get(path("planner", "/menu?format=csv"));
        assertThat(csv.text()).contains("soup,soup,,,,,10.00,,");
        Reply back = api.send("POST", path("planner", "/menu:import"), csv.text(), "Content-Type", CSV);
        assertThat(back.status()).as(back.text()).isEqualTo(200);
        assertThat(back.json().at("/counts/UNCHANGED").asInt()).isEqualTo(1);

        api.putOk(path("planner", "/menu/soup"), (ObjectNode) Api.parsed("{\"price\": 11}"));

        JsonNode prices = price("11");
        assertThat(prices).hasSize(3);
        assertThat(prices.at("/2/effective_from").asText()).isEqualTo("2999-01-01");
        assertThat(api.found(path("planner", "/menu")).at("/items/0/price").asInt())
                .isEqualTo(11);
    }

    private static JsonNode price(String amount) {
        return api.found(
                        path("planner", "/menu/soup"),
                        soup -> assertThat(soup.path("price").decimalValue()).isEqualByComparingTo(amount))
                .path("prices");
    }

    @Test
    void shouldExportAMenuInPartsThatAnImportTakes() {
        open("wide");
        for (String item : List.of("a", "b", "c")) {
            ObjectNode body = Bodies.item("1", "1");
            ObjectNode metadata = body.putObject("metadata");
            for (int key = 0; key < 100; key++) {
                metadata.put(item + key, "x");
            }
            api.putOk(path("wide", "/menu/" + item), body);
        }
        api.found(path("wide", "/menu"), menu -> assertThat(menu.path("items")).hasSize(3));

        List<String> files = new ArrayList<>();
        String next = path("wide", "/menu?format=csv");
        for (int part = 1; part <= 3; part++) { // two of them have more than 200 columns
            Reply file = api.get(next);
            files.add(file.text());
            String link = part == 3 ? "<>" : file.header("Link");
            next = link.substring(1, link.indexOf('>'));
        }

        assertThat(files).allSatisfy(file -> {
            Reply back = api.send("POST", path("wide", "/menu:import"), file, "Content-Type", CSV);
            assertThat(back.json().at("/counts/UNCHANGED").asInt())
                    .as(back.text())
                    .isEqualTo(1);
        });
    }

    @Test
    void shouldImportAsMuchAsItExports() {
        open("large");
        StringBuilder file = new StringBuilder("item_id,name,price,food_cost\n");
        for (int item = 0; item < 10_000; item++) {
            file.append("item-").append(item).append(",Item ").append(item).append(",5,1\n");
        }

        Reply first = api.send("POST", path("large", "/menu:import"), file.toString(), "Content-Type", CSV);

        assertThat(first.status()).as(first.text()).isIn(200, 202);
        assertThat(first.json().at("/counts/CREATED").asInt()).isEqualTo(10_000);
        api.found(path("large", "/menu?limit=10000"), menu -> assertThat(menu.path("items"))
                .hasSize(10_000));
        Reply csv = api.get(path("large", "/menu?format=csv"));
        Reply again = api.send("POST", path("large", "/menu:import"), csv.text(), "Content-Type", CSV);
        assertThat(again.json().at("/counts/UNCHANGED").asInt()).isEqualTo(10_000);
    }

    @Test
    void shouldRefuseIdsAndKeysThatBeginOrEndWithABlank() {
        open("blank");
        assertThat(api.put(path("blank", "/menu/%20s%20"), "{}").status()).isEqualTo(400);
        for (String group : List.of("", " ", "north ")) {
            Reply reply = api.put(
                    "/v1/restaurants/blank", Bodies.restaurant("Europe/Rome").put("group", group));
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.json().at("/errors/0/field").asText()).isEqualTo("group");
        }
        for (String key : List.of("", " a")) {
            Reply reply = api.put(path("blank", "/menu/soup"), "{\"metadata\": {\"" + key + "\": 1}}");
            assertThat(reply.status()).isEqualTo(422);
            assertThat(reply.json().at("/errors/0/field").asText()).isEqualTo("metadata." + key);
        }
        String odd = "{\"name\": \" lead \", \"category\": \"\\u3000\", \"metadata\": {\"a\": \" x\"}}";
        api.putOk(path("blank", "/menu/soup"), (ObjectNode) Api.parsed(odd));

        String csv = api.get(path("blank", "/menu?format=csv")).text();
        Reply back = api.send("POST", path("blank", "/menu:import"), csv, "Content-Type", CSV);
        assertThat(back.json().at("/counts/UNCHANGED").asInt()).as(back.text()).isEqualTo(1);
    }

    @Test
    void shouldLoseNoneOfTheWritesThatComeTogether_andLetNoCircleThrough() {
        open("rush", "soup", "one", "other");

        for (int round = 1; round <= 6; round++) {
            String amount = "1." + (10 + round);
            List<Reply> both = together("/menu/soup", "price", amount, "/menu/soup", "food_cost", amount);
            assertThat(both).as("round " + round).allMatch(reply -> reply.status() == 200 || reply.status() == 202);
            api.found(path("rush", "/menu/soup"), soup -> {
                assertThat(soup.path("price").decimalValue()).isEqualByComparingTo(amount);
                assertThat(soup.path("food_cost").decimalValue()).isEqualByComparingTo(amount);
            });

            List<Reply> circle = together("/menu/one", "merged_into", "other", "/menu/other", "merged_into", "one");
            assertThat(circle.stream().filter(reply -> reply.status() == 422))
                    .as("round " + round)
                    .hasSize(1);
            api.putOk(path("rush", "/menu/one"), Bodies.item("1", "1"));
            api.putOk(path("rush", "/menu/other"), Bodies.item("1", "1"));
        }
    }

    /** Puts two fields at the same time. */
    private static List<Reply> together(String... pathsFieldsAndValues) {
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < pathsFieldsAndValues.length; i += 3) {
            String path = path("rush", pathsFieldsAndValues[i]);
            String body = "{\"%s\": \"%s\"}".formatted(pathsFieldsAndValues[i + 1], pathsFieldsAndValues[i + 2]);
            replies.add(CompletableFuture.supplyAsync(() -> api.put(path, body)));
        }
        return replies.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void shouldRefuseAFileThatIsNone() {
        open("locanda", "soup");

        Map<String, Integer> files = Map.of(
                "item_id,prize\nsoup,1\n",
                422,
                "",
                400,
                "item_id,name\nsoup,\"a\" b\n",
                400,
                "item_id,price\nsoup,x\n",
                422);
        String large = "item_id,name\n" + "soup,x\n".repeat(900_000);
        assertThat(api.send("POST", path("locanda", "/menu:import"), large, "Content-Type", CSV)
                        .status())
                .as("six megabytes")
                .isEqualTo(413);
        files.forEach((file, status) -> assertThat(
                        api.send("POST", path("locanda", "/menu:import"), file, "Content-Type", CSV)
                                .status())
                .as(file)
                .isEqualTo(status));
        assertThat(api.post(path("locanda", "/menu:import"), "item_id\nsoup").status())
                .isEqualTo(415);
        assertThat(api.send(
                                "POST",
                                path("locanda", "/menu:import"),
                                "item_id\n\u00e4",
                                "Content-Type",
                                CSV + "; charset=latin1")
                        .status())
                .isEqualTo(415);
        assertThat(api.send("POST", path("nobody", "/menu:import"), "item_id\nsoup", "Content-Type", CSV)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void shouldTellALongListInParts_eachElementOnce_whileItGrows() {
        StringBuilder file = new StringBuilder("item_id,price,food_cost\n");
        for (int item = 10; item < 35; item++) {
            file.append("item-").append(item).append(",5,1\n");
        }
        open("long", "a-first");
        assertThat(api.send("POST", path("long", "/menu:import"), file.toString(), "Content-Type", CSV)
                        .status())
                .isIn(200, 202);
        api.found(path("long", "/menu"), menu -> assertThat(menu.path("items")).hasSize(26));

        List<String> told = new ArrayList<>();
        String next = "";
        do {
            JsonNode part = api.found(path("long", "/menu?limit=10" + next));
            part.path("items").forEach(item -> told.add(item.path("item_id").asText()));
            next = part.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + part.path("next_cursor").asText();
            api.putOk(path("long", "/menu/a-" + told.size()), Bodies.item("1", "1")); // sorts before all that is told
        } while (!next.isEmpty());

        assertThat(told).hasSize(26).doesNotHaveDuplicates().isSorted();
        assertCursorsAreHeldToTheirList();
        Reply csv = api.get(path("long", "/items?format=csv&limit=3&" + DAY));
        assertThat(csv.text().lines()).hasSize(4);
        String link = csv.header("Link");
        Reply second = api.get(link.substring(1, link.indexOf('>')));
        assertThat(second.text().lines()).hasSize(4);
        assertThat(second.text()).isNotEqualTo(csv.text());
        assertThat(api.send("GET", path("long", "/sales?" + DAY), null, "Accept", CSV)
                        .text())
                .startsWith("restaurant_id,currency,window_from,window_to,date,hour,");
    }

    private static void assertCursorsAreHeldToTheirList() {
        String cursor =
                api.found(path("long", "/menu?limit=1")).path("next_cursor").asText();
        for (String wrong : List.of(
                "/menu?cursor=made-up",
                "/menu?cursor=" + cursor.substring(1),
                "/items?cursor=" + cursor,
                "/menu?limit=0",
                "/menu?limit=10001",
                "/menu?limit=ten",
                "/menu?format=xml",
                "/menu?page=2")) {
            Reply reply = api.get(path("long", wrong));
            assertThat(reply.status()).as(wrong + ": " + reply.text()).isEqualTo(400);
        }
        JsonNode first = api.found("/v1/restaurants?limit=1");
        assertThat(first.path("restaurants")).hasSize(1);
        assertThat(api.found("/v1/restaurants?limit=10000").path("next_cursor").isNull())
                .isTrue();
    }

    @Test
    void shouldTellForecastsPricesAndDaysInPartsAndAsCsv() {
        open("table", "soup", "bread", "tea");
        for (String item : List.of("soup", "bread", "tea")) {
            sell("table", item, item, "2");
        }
        api.sell("table", Bodies.check("next", NOON.plus(Duration.ofDays(1)), Bodies.line("soup", "1", "8.00")));
        for (int day = 10; day < 13; day++) {
            String date = path("table", "/days/2025-04-" + day);
            assertThat(api.put(date, "{\"closed\": true}").status()).isIn(200, 201, 202);
        }
        api.found(path("table", "/forecasts"), all -> assertThat(all.path("items"))
                .hasSize(3));
        api.found(path("table", "/prices"), all -> assertThat(all.path("items")).hasSize(3));
        api.found(path("table", "/days?from=2025-04-01&to=2025-04-30"), all -> assertThat(all.path("days"))
                .hasSize(3));

        for (String list :
                List.of("/forecasts?days=2", "/prices?sort=profit-change", "/days?from=2025-04-01&to=2025-04-30")) {
            assertThat(parts(path("table", list))).as(list).containsExactly(2, 1);
        }

        String cursor =
                api.found(path("table", "/prices?limit=1")).path("next_cursor").asText();
        assertThat(api.get(path("table", "/prices?sort=profit-change&cursor=" + cursor))
                        .status())
                .isEqualTo(400);
        Reply forecasts = api.get(path("table", "/forecasts?days=2&format=csv"));
        assertThat(forecasts.text().lines())
                .as("columns, the restaurant, and three items, two days each")
                .hasSize(9);
        assertThat(forecasts.text()).startsWith("restaurant_id,closed_day,item_id,item_name,");
        assertThat(api.get(path("table", "/forecasts?level=total&by=hour&format=csv"))
                        .status())
                .isEqualTo(400);
        assertThat(api.get(path("table", "/prices?format=csv")).text().lines()).hasSize(4);
        assertThat(api.get(path("table", "/days?from=2025-04-01&to=2025-04-30&format=csv"))
                        .text())
                .contains("table,2025-04-10,true,false,,,,");
    }

    @Test
    void shouldSayOfItemSalesWhatIsNotKnown() {
        open("kiosk", "soup", "tea");
        sell("kiosk", "c1", "soup", "2");
        api.awaitOrders("kiosk", 1);

        JsonNode day = api.found(path("kiosk", "/item-sales?items=tea,soup,nope&" + DAY));
        JsonNode early = api.found(path("kiosk", "/item-sales?from=2023-03-01&to=2023-03-15"));
        JsonNode category = api.found(path("kiosk", "/item-sales?category=sweets&" + DAY));

        assertThat(day.path("items").findValuesAsText("item_id")).containsExactly("soup");
        assertThat(day.path("missing"))
                .isEqualTo(
                        Api.parsed(
                                """
                [{"item_id": "nope", "reason": "it is not known: neither on the menu, nor sold in the history kept", "merged_into": null},
                 {"item_id": "tea", "reason": "nothing of it was sold in the window", "merged_into": null}]"""));
        assertThat(day.path("note").isNull()).isTrue();
        assertThat(early.path("note").asText())
                .as("730 days end with the last sale's")
                .isEqualTo(
                        "the history begins on 2023-03-12: nothing is known of the first 11 days of the window, told as 0");
        assertThat(category.path("note").asText()).isEqualTo("no item of kiosk is of category 'sweets'");
    }

    /** How many elements each part of a list has, told two at a time. */
    private static List<Integer> parts(String list) {
        List<Integer> sizes = new ArrayList<>();
        String next = "";
        do {
            JsonNode part = api.found(list + "&limit=2" + next);
            sizes.add(part.path(list.contains("/days") ? "days" : "items").size());
            next = part.path("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + part.path("next_cursor").asText();
        } while (!next.isEmpty());
        return sizes;
    }

    @Test
    void shouldTellWhatIsAmissWithTheData() {
        open("cantina", "soup", "bread");
        api.putOk(path("cantina", "/menu/free"), (ObjectNode) Api.parsed("{\"price\": 4}"));
        ObjectNode old = (ObjectNode)
                Api.parsed("{\"price\": 4, \"food_costs\": [{\"effective_from\": \"2024-01-01\", \"amount\": 1}]}");
        api.putOk(path("cantina", "/menu/old"), old);
        sell("cantina", "c1", "soup", "1");
        sell("cantina", "c2", "free", "1");
        sell("cantina", "c3", "old", "1");
        sell("cantina", "c4", "ghost", "1");
        api.awaitOrders("cantina", 4);

        JsonNode quality = api.found(path("cantina", "/data-quality?" + DAY));

        assertThat(quality.path("revenue").decimalValue()).isEqualByComparingTo("32");
        Map<String, String> kinds = new TreeMap<>();
        for (String kind : List.of("without_cost", "stale_cost", "unknown_items")) {
            JsonNode list = quality.path(kind);
            kinds.put(kind, list.at("/items/0/item_id").asText() + " of " + list.path("count"));
            assertThat(list.path("revenue_share_pct").decimalValue())
                    .as(kind)
                    .isEqualByComparingTo(kind.equals("without_cost") ? "50" : "25");
        }
        assertThat(kinds)
                .isEqualTo(
                        Map.of("without_cost", "free of 2", "stale_cost", "old of 1", "unknown_items", "ghost of 1"));
        assertThat(quality.at("/stale_cost/items/0/cost_since").asText()).isEqualTo("2024-01-01");
        assertThat(api.get(path("cantina", "/data-quality?stale_after=0d")).status())
                .isEqualTo(400);
        assertThat(api.get(path("cantina", "/data-quality?format=csv&" + DAY))
                        .text()
                        .lines())
                .containsExactly(
                        "restaurant_id,currency,window_from,window_to,kind,item_id,item_name,category,revenue,cost_since,reason",
                        "cantina,EUR,2025-03-10,2025-03-10,without_cost,free,free,,8.00,,",
                        "cantina,EUR,2025-03-10,2025-03-10,without_cost,ghost,ghost,,8.00,,",
                        "cantina,EUR,2025-03-10,2025-03-10,stale_cost,old,old,,8.00,2024-01-01,",
                        "cantina,EUR,2025-03-10,2025-03-10,unknown_items,ghost,ghost,,8.00,,");
        assertThat(api.get(path("cantina", "/data-quality?limit=1")).status()).isEqualTo(400);
    }

    @Test
    void shouldTellOpenItemsApart_untilARevisionSaysOtherwise() {
        open("tavola", "soup");
        sell("tavola", "c1", "soup", "2");
        ObjectNode line = Bodies.line("misc", "2", "3.00").put("kind", "OPEN_ITEM");
        api.sell("tavola", Bodies.check("c2", NOON, Bodies.line("soup", "1", "8.00"), line));

        api.found(
                path("tavola", "/data-quality?" + DAY),
                quality -> assertThat(quality.path("open_items"))
                        .isEqualTo(
                                Api.parsed(
                                        """
                {"order_count": 1, "quantity_sold": 2, "revenue": 6.00, "revenue_share_pct": 20}""")));
        assertThat(api.found(path("tavola", "/data-quality?order_type=delivery&" + DAY))
                        .at("/open_items/order_count")
                        .asInt())
                .isZero();

        api.sell(
                "tavola",
                Bodies.check("c2", NOON, Bodies.line("misc", "2", "3.00")).put("revision", 2));

        api.found(
                path("tavola", "/data-quality?" + DAY),
                quality -> assertThat(quality.path("open_items"))
                        .isEqualTo(
                                Api.parsed(
                                        """
                {"order_count": 0, "quantity_sold": 0, "revenue": 0.00, "revenue_share_pct": 0}""")));
    }

    @Test
    @Order(Integer.MAX_VALUE) // a node ends in it
    void shouldSumAGroupByCurrency_andSayWhatIsMissing() {
        BigDecimal euros = BigDecimal.ZERO;
        for (int i = 0; i < 12; i++) {
            String id = "chain-" + i;
            boolean dollars = i % 4 == 3;
            api.putOk(
                    "/v1/restaurants/" + id,
                    Bodies.restaurant("Europe/Rome").put("group", "chain").put("currency", dollars ? "USD" : "EUR"));
            api.putOk(path(id, "/menu/soup-" + i), Bodies.item("8.00", "2.00").put("shared_item_id", "soup"));
            api.putOk(path(id, "/menu/own"), Bodies.item("3.00", "1.00"));
            sell(id, "c1", "soup-" + i, (i + 1) + ".25");
            api.awaitOrders(id, 1);
            euros = dollars ? euros : euros.add(new BigDecimal(i + 1).add(new BigDecimal("0.25")));
        }
        BigDecimal units = euros;

        JsonNode items = api.found("/v1/groups/chain/items?" + DAY);

        assertThat(items.path("missing")).isEmpty();
        assertThat(items.path("restaurants")).hasSize(12);
        JsonNode soup = items.path("items").get(items.path("items").size() - 1);
        assertThat(soup.path("shared_item_id").asText()).isEqualTo("soup");
        assertThat(soup.path("sums")).hasSize(2);
        assertThat(soup.at("/sums/0/currency").asText()).isEqualTo("EUR");
        assertThat(soup.at("/sums/0/restaurants").asInt()).isEqualTo(9);
        assertThat(soup.at("/sums/0/quantity_sold").decimalValue()).isEqualByComparingTo(units);
        assertThat(soup.at("/sums/0/contribution_margin").decimalValue())
                .isEqualByComparingTo(units.multiply(new BigDecimal("6")));
        assertThat(soup.at("/sums/1/restaurants").asInt()).isEqualTo(3);
        assertThat(items.path("items")).as("soup, and own of each").hasSize(13);
        JsonNode classes = api.found("/v1/groups/chain/classifications?limit=1&" + DAY);
        assertThat(classes.at("/counts/TOO_FEW_ITEMS").asInt()).isEqualTo(24);
        assertThat(classes.path("items")).hasSize(1);
        assertThat(classes.path("restaurants"))
                .as("of all of them, whatever part of the items")
                .hasSize(12);
        assertThat(classes.at("/restaurants/0/totals"))
                .isEqualTo(
                        Api.parsed(
                                """
                {"order_count": 1, "quantity_sold": 1.25, "revenue": 10.00, "avg_order_value": 10.00, "contribution_margin": 7.50,
                 "margin_pct": 75, "items_without_cost": 0, "counts": {"TOO_FEW_ITEMS": 2}}"""));
        assertThat(items.at("/restaurants/0/totals").isNull()).isTrue();
        JsonNode sales = api.found("/v1/groups/chain/sales?" + DAY);
        assertThat(sales.at("/currencies/0/order_count").asInt()).isEqualTo(9);
        assertThat(sales.at("/currencies/1/points/0/date").asText()).isEqualTo("2025-03-10");
        assertThat(api.found("/v1/groups").at("/groups/0/currencies"))
                .isEqualTo(Api.parsed("{\"EUR\": 9, \"USD\": 3}"));
        assertThat(api.get("/v1/groups/nobody").status()).isEqualTo(404);
        assertThat(api.get("/v1/groups/chain/sales?daypart=brunch").status()).isEqualTo(400);
        assertThat(Cluster.api(hasty).found("/v1/groups/chain/items?" + DAY)).isEqualTo(items);

        hasty.close();

        await().atMost(Duration.ofSeconds(9)).untilAsserted(() -> {
            JsonNode rest = api.found("/v1/groups/chain");
            assertThat(rest.path("missing")).isNotEmpty();
            assertThat(rest.at("/missing/0/reason").asText()).isNotEmpty();
            assertThat(rest.path("restaurants").size()).isBetween(1, 11);
            assertThat(api.get("/v1/groups/chain?format=csv").status()).isEqualTo(503);
        });
    }

    private static void open(String restaurant, String... items) {
        api.putOk("/v1/restaurants/" + restaurant, Bodies.restaurant("Europe/Rome"));
        for (String item : items) {
            api.putOk(path(restaurant, "/menu/" + item), Bodies.item("8.00", "2.00"));
        }
    }

    private static void sell(String restaurant, String id, String item, String quantity) {
        api.sell(restaurant, Bodies.check(id, NOON, Bodies.line(item, quantity, "8.00")));
    }

    /** Imports, and waits until it is seen: 202 says that it is on its way, on a machine that is busy. */
    private static Reply imported(String file, String query, int status) {
        Reply reply = api.send("POST", path("osteria", "/menu:import" + query), file, "Content-Type", CSV);
        if (reply.status() == 202 && status == 200) {
            api.awaitApplied(reply);
        } else {
            assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        }
        return reply;
    }

    /** Removes until it is seen: 202 says that it is on its way, on a machine that is busy. */
    private static void assertRemoved(String path) {
        Reply reply = api.send("DELETE", path, null);
        assertThat(reply.status()).as(reply.text()).isIn(202, 204);
        api.awaitApplied(reply);
        assertThat(api.get(path).status()).isEqualTo(404);
    }
}
