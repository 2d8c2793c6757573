package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static io.menuflow.quickstart.Bodies.check;
import static io.menuflow.quickstart.Bodies.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.menuflow.serving.access.Role;
import io.menuflow.serving.access.Scope;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, on a real node that asks for a key. Needs Chromium and says so when there is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(300)
class DashboardIT {

    private static final int MOST_BYTES = 1_500_000;
    private static final String BOARD = "restaurant=osteria";
    private static final String BUBBLE = ".bubble .dot";
    /** Pixels from the title of the upright axis to the longest of its numbers. */
    private static final String BETWEEN_TITLE_AND_TICKS =
            """
            plot => Math.min(...[...plot.querySelectorAll('.tick[text-anchor=end]')].map((one) => one.getBoundingClientRect().left))
              - [...plot.querySelectorAll('.axis')].at(-1).getBoundingClientRect().right""";
    /** Texts of a chart that reach beyond it. */
    private static final String CUT_OFF =
            """
            chart => {
              const {left, right} = chart.getBoundingClientRect();
              return [...chart.querySelectorAll('text')].filter((one) => one.getBoundingClientRect().left < left || one.getBoundingClientRect().right > right)
                .map((one) => one.textContent);
            }""";

    @TempDir
    static Path dir;

    private ServedPage served;
    private Api api;

    @BeforeAll
    void start() {
        served = new ServedPage(dir.resolve("data"));
        api = served.api();
        Osteria.open(api, Instant.now().minusSeconds(30));
        Given.unlisted(api, "no-cost", 6, "Item");
        Given.unlisted(api, "burst", 8, "Item");
        for (int i = 0; i < 8; i++) {
            api.putOk(path("burst", "/menu/" + Osteria.item(i)), Bodies.item("10", "4"));
        }
        api.found(path(Osteria.ID, "/prices"), prices -> assertThat(prices.path("items"))
                .hasSizeGreaterThan(10));
    }

    @AfterAll
    void stop() {
        if (served != null) { // skipped where there is no browser
            served.close();
        }
    }

    @Test
    void shouldPlaceEveryItem_inTheQuadrantOfTheNode() {
        JsonNode classes = api.found(path(Osteria.ID, "/classifications"));
        Map<String, String> quadrants = Api.fields(classes, "/quadrant");

        try (Visit visit = served.desktop().open(BOARD)) {
            visit.seen(BUBBLE);
            Map<String, String> drawn = new HashMap<>();
            List<String> misplaced = new ArrayList<>();
            double right = number(visit, ".threshold >> nth=0", "x1");
            double high = number(visit, ".threshold >> nth=1", "y1");
            for (Locator bubble : visit.at(".bubble").all()) {
                String quadrant = bubble.getAttribute("class").replaceAll(".*class-([A-Z_]+).*", "$1");
                drawn.put(bubble.getAttribute("data-item"), quadrant);
                Locator dot = bubble.locator(".dot");
                boolean popular = Double.parseDouble(dot.getAttribute("cx")) >= right - 0.1;
                boolean profitable = Double.parseDouble(dot.getAttribute("cy")) <= high + 0.1;
                String field = popular ? profitable ? "STAR" : "PLOWHORSE" : profitable ? "PUZZLE" : "DOG";
                if (!field.equals(quadrant)) {
                    misplaced.add(bubble.getAttribute("data-item") + " is drawn in the field of " + field);
                }
            }
            visit.assertQuiet();

            assertThat(drawn).isEqualTo(quadrants).hasSize(12);
            assertThat(misplaced).isEmpty();
            assertThat(visit.page().content())
                    .contains("Soup &lt;b&gt;of&lt;/b&gt; the day")
                    .doesNotContain(served.key());
        }
    }

    private static double number(Visit visit, String selector, String attribute) {
        return Double.parseDouble(visit.at(selector).getAttribute(attribute));
    }

    @Test
    void shouldMoveAnItem_withinTwoSecondsOfABurstOfSales() {
        List<Long> took = new ArrayList<>();
        try (Visit visit = served.desktop().open("restaurant=burst")) {
            visit.seen(BUBBLE);
            visit.at("#freshness.is-live").waitFor();
            for (int i = 0; i < 3; i++) {
                String item = Osteria.item(i);
                String before = visit.at(".bubble[data-item=" + item + "]").getAttribute("class");
                assertThat(before).contains("class-DOG");
                long begin = System.nanoTime();
                api.sell("burst", check("burst" + i, Instant.now(), line(item, Integer.toString(100 * (i + 1)), "10")));

                visit.at(".bubble.class-STAR[data-item=" + item + "]").waitFor();
                took.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
            }
            visit.seen("#changes li");
            visit.assertQuiet();
        }
        System.out.println("a burst of sales was seen after " + took + " ms");

        assertThat(took).allSatisfy(millis -> assertThat(millis).isLessThanOrEqualTo(2_000));
    }

    @Test
    void shouldAskByWhatIsChosen() {
        try (Visit visit = served.desktop().open(BOARD)) {
            visit.seen(BUBBLE);
            assertThat(revenueOf(visit, "item-4")).isEqualTo(shown("", "item-4"));

            visit.at("#order_type").selectOption("takeout");
            awaitRevenue(visit, "item-4", shown("?order_type=takeout", "item-4"));
            visit.at("#daypart").selectOption("dinner");
            awaitRevenue(visit, "item-4", shown("?order_type=takeout&daypart=dinner", "item-4"));
            visit.at("input[name=window][value='7d']").check();
            awaitRevenue(visit, "item-4", shown("?window=7d&order_type=takeout&daypart=dinner", "item-4"));
            visit.at("input[name=method][value=kasavana-smith]").check();
            visit.at(".axis >> text=unit margin").waitFor();

            assertThat(((Number) visit.at("#matrix svg").evaluate(BETWEEN_TITLE_AND_TICKS)).doubleValue())
                    .isPositive();
            assertThat(visit.page().url()).contains("window=7d", "method=kasavana-smith", "daypart=dinner");
            visit.assertQuiet();
        }
    }

    private String shown(String question, String item) {
        String revenue = Api.item(api.found(path(Osteria.ID, "/items" + question)), item)
                .path("revenue")
                .decimalValue()
                .toPlainString();
        return revenue.replaceFirst("\\.00$", "");
    }

    private static String revenueOf(Visit visit, String item) {
        return visit.seen("#items tr[data-item=" + item + "] .col-revenue")
                .textContent()
                .replaceAll("[^0-9.]", "")
                .replaceFirst("\\.00$", "");
    }

    private static void awaitRevenue(Visit visit, String item, String revenue) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(revenueOf(visit, item)).isEqualTo(revenue));
    }

    @Test
    void shouldComeBackToTheBoard_fromPricesAndCosts() {
        try (Visit visit = served.desktop().open(BOARD)) {
            visit.seen("#items .spark");
            visit.at("nav >> text=Prices and costs").click();
            visit.seen("#menu");
            visit.at("nav >> text=Menu board").click();
            visit.seen("#items .spark");
            visit.page().goBack();
            visit.seen("#menu");
            visit.page().goBack();
            visit.seen("#items .spark");

            visit.assertQuiet();
        }
    }

    @Test
    void shouldSimulateThePriceThatIsTried() {
        try (Visit visit = served.visit(1280, 2_400).open(BOARD + "&item=item-7")) {
            Locator slider = visit.seen("#what-if");
            toTheMost(slider);
            Locator scenario = visit.seen("#scenario");
            String price = slider.inputValue();
            ObjectNode body = Bodies.json().put("price", price);
            JsonNode simulation =
                    api.post(path(Osteria.ID, "/prices/item-7:simulate"), body).json();

            assertThat(simulation.at("/simulated/demand/point").asDouble()).isNotZero();
            assertThat(scenario.locator("tbody tr >> nth=0").textContent())
                    .contains(Long.toString(
                            Math.round(simulation.at("/simulated/demand/point").asDouble())));
            assertThat(visit.at(".breaks li")).satisfies(rules -> assertThat(rules.count())
                    .isEqualTo(simulation.path("guardrails").size()));
            assertThat(visit.at(".price-bars li").count()).isEqualTo(2);
            assertThat(visit.at(".curve .tick[text-anchor=end]").count()).isGreaterThanOrEqualTo(2);
            assertThat(visit.at(".curve svg").evaluate(CUT_OFF)).isEqualTo(List.of());
            visit.seen("button:has-text('from today')");
            visit.assertQuiet();
        }
    }

    @Test
    void shouldShowAnItem_howeverLongItsNameAndCategoryAre() {
        Given.ofFour(api, "proud", "The Proud", "EUR", null, 1);
        String name = "W".repeat(200);
        api.putOk(
                path("proud", "/menu/" + Osteria.item(0)),
                Bodies.item("10", "4").put("name", name).put("category", name));

        for (int width : new int[] {1280, 320}) {
            try (Visit visit = served.visit(width, 800).open("restaurant=proud&item=" + Osteria.item(0))) {
                visit.seen("dialog h2:has-text('WWW')");
                visit.seen("dialog .category:has-text('WWW')");
                visit.seen("dialog >> text=Only 1 unit was sold");

                assertThat(visit.overflow()).as("at " + width).isLessThanOrEqualTo(0);
                assertThat(visit.at("dialog .facts").boundingBox().y).isLessThan(400);
            }
        }
    }

    private static void toTheMost(Locator slider) {
        slider.evaluate(
                "one => { one.value = Number(one.max); one.dispatchEvent(new Event('input', {bubbles: true})); }");
    }

    @Test
    void shouldTellAViewerWhatAPriceWouldDo_andOfferNotToListIt() {
        String viewer = served.key(Role.VIEWER, Scope.ALL);

        try (Visit visit = served.desktop().as(viewer).open(BOARD + "&item=item-7")) {
            toTheMost(visit.seen("#what-if"));
            visit.seen("#scenario");

            assertThat(visit.at("button:has-text('from today')").count()).isZero();
            visit.assertQuiet();
        }
    }

    @Test
    void shouldSaveACost_whereItIsTyped() {
        try (Visit visit = served.desktop().open("restaurant=no-cost&view=menu")) {
            Locator cost = visit.seen("#menu tr[data-item=item-3] input[data-field=food_cost]");
            cost.fill("2,25");
            cost.press("Enter");
            visit.at("#menu tr[data-item=item-3] .state .is-saved").waitFor();
            Locator refused = visit.at("#menu tr[data-item=item-4] input[data-field=price]");
            refused.fill("dear");
            refused.press("Enter");
            visit.at("#menu tr[data-item=item-4] .state .is-refused").waitFor();

            JsonNode menu = api.found(path("no-cost", "/menu"));
            assertThat(Api.item(menu, "item-3").path("food_cost").decimalValue())
                    .isEqualByComparingTo("2.25");
            assertThat(Api.item(menu, "item-3").path("name").asText()).isEqualTo("Item 3");
            assertThat(menu.path("items")).hasSize(1);

            api.putOk(path("no-cost", "/menu/item-3"), Bodies.item("8", "2.25").put("shared_item_id", "dish"));
            cost.fill("2.50");
            cost.press("Enter");
            api.found(path("no-cost", "/menu/item-3"), item -> {
                assertThat(item.path("food_cost").decimalValue()).isEqualByComparingTo("2.50");
                assertThat(item.path("shared_item_id").asText()).isEqualTo("dish");
            });
            visit.assertQuiet();
        }
    }

    @Test
    void shouldAskForTheKey_untilItIsOne() {
        try (Visit visit = served.desktop().openAsStranger()) {
            visit.seen("#sign-in");
            assertThat(visit.at("main").textContent()).contains("This node wants an API key.");
            visit.at("#key").fill("mf_wrong_" + "x".repeat(43));
            visit.at("#key").press("Enter");
            visit.at("text=The key is not known here.").waitFor();
            visit.at("#key").fill(served.key());
            visit.at("#key").press("Enter");
            visit.seen("#restaurant");

            assertThat(visit.takeComplaints()).isNotEmpty().allMatch(said -> said.contains("401"));
            assertThat(visit.page().evaluate("() => localStorage.length")).isEqualTo(0);
            visit.at("text=Sign out").click();
            visit.seen("#sign-in");
        }
    }

    @Test
    void shouldNeedNoPointer() {
        try (Visit visit = served.desktop().open(BOARD)) {
            visit.seen(BUBBLE);
            visit.press("Tab");
            assertThat(visit.focused()).isEqualTo("Skip to the content");
            visit.tabTo("Revenue");
            visit.press("Enter");
            visit.at("th.col-revenue[aria-sort=ascending]").waitFor();
            visit.press("Tab");
            visit.tabTo("Wine");
            visit.press("Enter");
            visit.at("dialog[open] h2:has-text('Wine')").waitFor();
            visit.press("Escape");
            visit.at("dialog").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));

            assertThat(visit.focused()).isEqualTo("Wine");
            visit.assertQuiet();
        }
    }

    @Test
    void shouldSaySo_whenTheNumbersAreBehind() {
        try (Visit visit = served.desktop()) {
            visit.page().route("**/classifications*", route -> {
                var answer = route.fetch();
                route.fulfill(new Route.FulfillOptions()
                        .setResponse(answer)
                        .setBody(answer.text().replace("\"stale\":false", "\"stale\":true")));
            });
            visit.open(BOARD);
            visit.seen(".banner.soft");

            assertThat(visit.at("#freshness").textContent()).contains("Behind");
        }
    }

    @Test
    void shouldBeLight() {
        try (Visit visit = served.desktop()) {
            visit.open(BOARD);
            visit.seen(BUBBLE);
            Object bytes = visit.page()
                    .evaluate(
                            "() => performance.getEntriesByType('resource')"
                                    + ".filter((one) => !one.name.includes('/v1/')).reduce((all, one) => all + one.transferSize, 0)");
            Object painted =
                    visit.page().evaluate("() => performance.getEntriesByName('first-contentful-paint')[0].startTime");
            System.out.println("the page is " + bytes + " bytes, first painted after " + painted + " ms");

            assertThat(((Number) bytes).intValue()).isBetween(10_000, MOST_BYTES);
        }
    }

    @Test
    void shouldShowGainsAsWhatTheyAre_differencesOfLosses() {
        BigDecimal gain = api.found("/v1/models/outlook")
                .at("/champion/metrics/test_gain")
                .decimalValue();

        try (Visit visit = served.desktop().open("view=models")) {
            String shown = visit.seen("#model-outlook .metrics div:has-text('Log-loss below') dd")
                    .textContent();

            assertThat(new BigDecimal(shown)).isEqualByComparingTo(gain.setScale(4, RoundingMode.HALF_UP));
            visit.assertQuiet();
        }
    }

    @Test
    void shouldExportWhatIsSeen() throws IOException {
        try (Visit visit = served.desktop().open(BOARD)) {
            visit.seen(BUBBLE);
            visit.at("#find").fill("soup");
            var file = visit.page().waitForDownload(() -> visit.at("#export").click());

            assertThat(file.suggestedFilename()).startsWith("osteria-").endsWith(".csv");
            assertThat(Files.readString(file.path()).lines()).hasSize(2).anyMatch(row -> row.startsWith("item-0,"));
        }
    }

    @Test
    void shouldShowTheContract() {
        try (Visit visit = served.desktop()) {
            visit.page().navigate(served.node() + "/docs");
            visit.seen(".opblock-summary");

            assertThat(visit.at("#docs").textContent()).contains("/v1/restaurants/{restaurant}/items", "Authorize");
            visit.assertQuiet();
        }
    }

    /** Last, for all others want the node. */
    @Test
    @Order(Integer.MAX_VALUE)
    void shouldSurviveARestart_withoutReloading_orLosingAChange() {
        try (Visit visit = served.desktop().open(BOARD + "&view=menu")) {
            visit.seen("#menu");
            visit.page().evaluate("() => { window.notReloaded = true; }");
            served.stopNode();
            visit.at("text=The node does not answer.").first().waitFor();
            Locator cost = visit.at("#menu tr[data-item=item-2] input[data-field=food_cost]");
            cost.fill("1.37");
            cost.press("Enter");
            visit.at("#menu tr[data-item=item-2] .state .is-waiting").waitFor();

            served.startNode();
            api.found(path(Osteria.ID, "/menu"), menu -> assertThat(
                            Api.item(menu, "item-2").path("food_cost").decimalValue())
                    .isEqualByComparingTo("1.37"));
            visit.at(".banner:not(.soft)")
                    .waitFor(new Locator.WaitForOptions()
                            .setState(WaitForSelectorState.DETACHED)
                            .setTimeout(60_000));

            assertThat(visit.page().evaluate("() => window.notReloaded")).isEqualTo(true);
            assertThat(cost.inputValue()).isEqualTo("1.37");
        }
    }
}
