package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import io.menuflow.serving.access.Role;
import io.menuflow.serving.access.Scope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Groups, imports and models on the page, by who may what. Needs Chromium and says so when there is none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class DashboardActionsIT {

    private static final String GROUP = "view=groups&group=seaside";

    @TempDir
    static Path dir;

    private ServedPage served;
    private Api api;

    @BeforeAll
    void start() {
        served = new ServedPage(dir.resolve("data"));
        api = served.api();
        Given.ofFour(api, "harbour", "Harbour Kitchen", "EUR", "seaside", 1);
        Given.ofFour(api, "pier", "The Pier", "EUR", "seaside", 2);
        Given.ofFour(api, "boardwalk", "Boardwalk", "USD", "seaside", 3);
        Given.ofFour(api, "hermit", "The Hermit", "EUR", "alone", 1);
        Given.ofFour(api, "lonely", "The Lonely", "EUR", null, 1);
    }

    @AfterAll
    void stop() {
        if (served != null) { // skipped where there is no browser
            served.close();
        }
    }

    @Test
    void shouldCompareTheLocationsOfAGroup_eachCurrencyForItself() {
        try (Visit visit = served.desktop().open(GROUP)) {
            visit.seen("#locations");

            assertThat(visit.at("#locations tbody tr"))
                    .satisfies(rows -> assertThat(rows.count()).isEqualTo(3));
            // 1*10 + 2*11 + 3*12 + 4*13 of one check, 4 of each unit are food
            assertThat(row(visit, "harbour")).contains("Harbour Kitchen", "€120.00", "€80.00", "66.7%");
            assertThat(row(visit, "boardwalk")).contains("$360.00", "$240.00");
            assertThat(visit.at("#sums [data-currency=EUR]").textContent()).contains("2 locations", "€360.00");
            assertThat(visit.at("#sums [data-currency=USD]").textContent()).contains("1 location", "$360.00");
            assertThat(visit.at("#shared tbody tr").count()).isEqualTo(1);
            assertThat(visit.at("#shared [data-shared=soup]").textContent()).contains("€30.00", "$30.00");
            visit.at("#group").selectOption("alone");
            visit.at("text=The group has one location").waitFor();
            assertThat(visit.page().url()).contains("group=alone");
            visit.assertQuiet();
        }
    }

    private static String row(Visit visit, String restaurant) {
        return visit.at("#locations tr[data-restaurant=" + restaurant + "]").textContent();
    }

    @Test
    void shouldSayWhatIsMissingOfAGroup() {
        try (Visit visit = served.desktop()) {
            visit.page().route("**/v1/groups/seaside/items*", route -> {
                var answer = route.fetch();
                route.fulfill(new Route.FulfillOptions()
                        .setResponse(answer)
                        .setBody(answer.text()
                                .replace(
                                        "\"missing\":[]",
                                        "\"missing\":[{\"partition\":7,\"reason\":\"nobody has it\"}]")));
            });
            visit.page()
                    .route(
                            "**/v1/restaurants/pier/sales*",
                            route -> route.fulfill(new Route.FulfillOptions()
                                    .setStatus(503)
                                    .setContentType("application/problem+json")
                                    .setBody("{\"title\":\"Unavailable\",\"detail\":\"partition 3 moves\"}")));
            visit.open(GROUP).seen("#missing");

            assertThat(visit.at("#missing").textContent()).contains("Partition 7: Nobody has it.");
            assertThat(row(visit, "pier")).contains("No answer: Partition 3 moves.");
            assertThat(row(visit, "harbour")).contains("€120.00");
        }
    }

    @Test
    void shouldSayThatALocationDoesNotAnswer() {
        try (Visit visit = served.desktop()) {
            visit.page().route("**/v1/restaurants/pier/*", Route::abort);
            visit.open(GROUP).seen("#locations");

            assertThat(row(visit, "pier")).contains("No answer: The node does not answer.");
            assertThat(row(visit, "boardwalk")).contains("$360.00");
            assertThat(visit.at("#shared [data-shared=soup] td:last-child .chip")
                            .count())
                    .isEqualTo(1);
            assertThat(visit.at("#missing").count()).isZero();
        }
    }

    @Test
    void shouldKeepTheChoice_whileAGroupIsAskedFor() {
        try (Visit visit = served.desktop()) {
            AtomicReference<Route> asked = new AtomicReference<>();
            visit.page().route("**/v1/groups/seaside/items*", asked::set);
            visit.open(GROUP).seen(".empty h2:has-text('Loading')");
            assertThat(visit.at("#group").count()).isZero();

            visit.page().waitForCondition(() -> asked.get() != null);
            asked.getAndSet(null).resume();
            visit.page().unrouteAll();
            visit.seen("#locations");
            visit.page().route("**/v1/groups/alone/items*", asked::set);
            visit.at("#group").focus();
            visit.page().keyboard().press("ArrowUp");
            visit.seen(".groups h2:has-text('Loading')");
            assertThat(visit.focused()).isEqualTo("group");
            assertThat(visit.at("#locations").count()).isZero();

            visit.page().waitForCondition(() -> asked.get() != null);
            asked.get().resume();
            visit.seen("text=The group has one location");
            assertThat(visit.focused()).isEqualTo("group");
            visit.assertQuiet();
        }
    }

    @Test
    void shouldSayThatNoPartitionAnswers_whereGroupsAreAskedFor() {
        try (Visit visit = served.desktop()) {
            AtomicReference<String> body =
                    new AtomicReference<>("{\"title\":\"Unavailable\",\"detail\":\"no node has it\"}");
            AtomicInteger status = new AtomicInteger(503);
            visit.page()
                    .route(
                            "**/v1/groups",
                            route -> route.fulfill(new Route.FulfillOptions()
                                    .setStatus(status.get())
                                    .setContentType("application/json")
                                    .setBody(body.get())));
            visit.open(GROUP).seen(".empty h2:has-text('Unavailable')");
            assertThat(visit.at("main").textContent()).contains("No node has it.");
            assertThat(visit.at(".banner").textContent()).contains("Try now");

            body.set(
                    "{\"groups\":[],\"stale\":false,\"missing\":[{\"partition\":3,\"reason\":\"nobody has it\"}],\"next_cursor\":null}");
            status.set(200);
            visit.at("text=Try now").click();
            visit.seen(".empty h2:has-text('No group is known now')");
            assertThat(visit.at("#missing").textContent()).contains("Partition 3: Nobody has it.");

            visit.page().unrouteAll();
            visit.page().reload();
            visit.seen("#locations");
            assertThat(visit.at("#missing, .banner").count()).isZero();
        }
    }

    @Test
    void shouldSayThatThereIsNoGroup() {
        String one = served.key(Role.MANAGER, Scope.of(List.of("lonely"), List.of()));

        try (Visit visit = served.desktop().as(one).open("view=groups")) {
            visit.at("text=No groups yet").waitFor();

            assertThat(visit.violations()).isEmpty();
            visit.assertQuiet();
        }
    }

    @Test
    void shouldTryAFile_importIt_andTakeItBack() {
        try (Visit visit = served.desktop().open("restaurant=lonely&view=menu")) {
            visit.seen("#open-import").click();
            choose(visit, "item_id,name,price\nitem-1,Dish 1,19.5\nnew-one,New One,7\nitem-2,Dish 2,dear\n");
            visit.seen("#report");

            assertThat(visit.at("#report [data-line='4']").textContent()).contains("item-2", "refused", "price");
            assertThat(priceOf("item-1")).isEqualTo("11");
            assertThat(visit.violations()).isEmpty();
            assertThat(visit.at("#undo").count()).isZero();

            visit.at("#import").click();
            visit.seen("#undo");
            assertThat(priceOf("item-1")).isEqualTo("19.5");
            visit.seen("#menu tr[data-item=new-one]");
            visit.at("#undo").click();
            visit.seen("#undone");
            assertThat(visit.at("#undone").textContent()).contains("restored: 1", "taken off: 1");
            assertThat(priceOf("item-1")).isEqualTo("11");
            visit.assertQuiet();
        }
    }

    private static void choose(Visit visit, String csv) {
        visit.at("#import-file")
                .setInputFiles(new FilePayload("menu.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    }

    private String priceOf(String item) {
        JsonNode menu = api.found(path("lonely", "/menu"));
        return Api.item(menu, item)
                .path("price")
                .decimalValue()
                .stripTrailingZeros()
                .toPlainString();
    }

    @Test
    void shouldSayWhyAFileIsRefused() {
        try (Visit visit = served.desktop().open("restaurant=lonely&view=menu")) {
            visit.seen("#open-import").click();
            choose(visit, "dish,cost\nsoup,1\n");
            visit.seen("#import-problem");
            choose(visit, "item_id,price\nitem-1,dear\n");
            visit.seen("#report");

            assertThat(visit.at("#report").textContent()).contains("refused: 1", "price");
            assertThat(visit.at("#import").count()).isZero();
        }
    }

    @Test
    void shouldTakeAFile_whereverItIsDropped() {
        try (Visit visit = served.desktop().open("restaurant=lonely&view=menu")) {
            JSHandle file = visit.page()
                    .evaluateHandle(
                            "csv => { const dragged = new DataTransfer();"
                                    + " dragged.items.add(new File([csv], 'dropped.csv', {type: 'text/csv'})); return dragged; }",
                            "item_id,price\nitem-1,11.75\n");
            JSHandle text = visit.page()
                    .evaluateHandle(
                            "() => { const dragged = new DataTransfer(); dragged.setData('text/plain', '7'); return dragged; }");
            visit.seen("#menu");
            assertThat(isTaken(visit, "drop", file)).isFalse();
            visit.at("#open-import").click();
            visit.seen("#import-file");

            assertThat(isTaken(visit, "dragover", text)).isFalse();
            assertThat(isTaken(visit, "dragover", file)).isTrue();
            visit.seen(".drop.over");
            assertThat(isTaken(visit, "drop", file)).isTrue();
            visit.seen("#report h3:has-text('What dropped.csv would do')");
            assertThat(visit.at("#report [data-line='2']").textContent()).contains("item-1", "changed");
            assertThat(visit.at(".drop.over").count()).isZero();
            assertThat(priceOf("item-1")).isEqualTo("11");
            visit.assertQuiet();
        }
    }

    /** Whether the page acts on what is dragged over its table; if not, the browser does. */
    private static boolean isTaken(Visit visit, String event, JSHandle dragged) {
        return (boolean) visit.at("#menu")
                .evaluate(
                        "(table, [name, dataTransfer]) => !table.dispatchEvent(new DragEvent(name, {bubbles: true, cancelable: true, dataTransfer}))",
                        List.of(event, dragged));
    }

    @Test
    void shouldNeedNoPointer_toCompareAGroup() {
        try (Visit visit = served.desktop().open(GROUP)) {
            visit.seen("#locations");
            visit.tabTo("group");
            visit.press("ArrowUp");
            visit.seen("text=The group has one location");
            visit.press("ArrowDown");
            visit.seen("#locations tr[data-restaurant=harbour]");
            visit.press("Tab");
            visit.press("ArrowRight");
            visit.page().waitForURL("**window=90d**");
            visit.seen("#locations tr[data-restaurant=harbour]");
            visit.tabTo("Harbour Kitchen");
            visit.press("Enter");

            visit.seen(".dot");
            assertThat(visit.page().url()).contains("restaurant=harbour").doesNotContain("view=groups");
            visit.assertQuiet();
        }
    }

    @Test
    void shouldNeedNoPointer_toImportAndTakeBack() {
        try (Visit visit = served.desktop().open("restaurant=lonely&view=menu")) {
            visit.seen("#open-import");
            visit.tabTo("open-import");
            visit.press("Enter");
            visit.awaitFocus("import-file");
            choose(visit, "item_id,price\nitem-3,14.25\n");
            visit.awaitFocus("What menu.csv would do");
            visit.tabTo("import");
            visit.press("Enter");
            visit.awaitFocus("menu.csv was imported");
            visit.tabTo("undo");
            visit.press("Enter");
            visit.awaitFocus("The import was undone");
            assertThat(priceOf("item-3")).isEqualTo("13");

            choose(visit, "dish\nsoup\n");
            visit.seen("#import-problem");
            visit.awaitFocus("import-file");
            visit.press("Escape");
            visit.awaitFocus("open-import");
            assertThat(visit.at("#imports").count()).isZero();
        }
    }

    @Test
    void shouldWrapWhyALineIsRefused_onAPhone() {
        try (Visit visit = served.visit(320, 800).open("restaurant=lonely&view=menu")) {
            visit.seen("#open-import").click();
            choose(
                    visit,
                    "item_id,price,food_cost\n" + "a-dish-of-the-day-".repeat(3) + ",dear,cheap\nitem-1,12.25,4\n");
            visit.seen("#report td.words");

            assertThat(visit.at("#report td.words").first().textContent()).contains("price", "food_cost");
            assertThat(visit.clipped("#report")).isEmpty();
            assertThat((int) visit.page().evaluate("() => document.scrollingElement.scrollWidth"))
                    .isLessThanOrEqualTo(320);
        }
    }

    @Test
    void shouldOfferAViewerNothingThatWrites() {
        String viewer = served.key(Role.VIEWER, Scope.ALL);

        try (Visit visit = served.desktop().as(viewer).open("restaurant=lonely&view=menu")) {
            visit.seen("#menu tbody tr");
            visit.at("#menu >> text=€11.00").first().waitFor();

            assertThat(visit.at("#open-import, #menu input, nav a[href*='view=models']")
                            .count())
                    .isZero();
            assertThat(visit.violations()).isEmpty();
            visit.open("restaurant=lonely&view=groups").seen("#locations");
            assertThat(visit.at("main button").count()).isZero();
            visit.assertQuiet();
        }
        try (Visit visit = served.desktop().open("restaurant=lonely&view=menu")) {
            visit.seen("#open-import");
            visit.seen("#menu input");
            visit.seen("nav a[href*='view=models']");
        }
    }

    @Test
    void shouldAskBeforeItTrains_andShowTheJob() {
        try (Visit visit = served.desktop().open("view=models")) {
            Locator card = visit.seen("#model-outlook");
            int jobs = api.found("/v1/models/outlook/jobs").path("jobs").size();
            card.locator("[data-action=train]").click();
            assertThat(card.locator(".ask").first().textContent()).contains("Train another version of outlook?");
            card.locator("text=Cancel").click();
            assertThat(api.found("/v1/models/outlook/jobs").path("jobs")).hasSize(jobs);

            card.locator("[data-action=train]").click();
            card.locator("[data-confirm=train]").click();
            api.found("/v1/models/outlook/jobs", answer -> assertThat(answer.path("jobs"))
                    .hasSize(jobs + 1));
            String job =
                    api.found("/v1/models/outlook/jobs").at("/jobs/0/job_id").asText();
            card.locator("th:has-text('" + job + "')").waitFor();
            visit.assertQuiet();
        }
    }

    /** A real job takes minutes: the answer is given one that moves as it is told. */
    @Test
    void shouldShowATrainingJob_whileItRuns() {
        AtomicReference<String> jobs = new AtomicReference<>("");
        try (Visit visit = served.desktop()) {
            answer(visit, "**/v1/models/outlook/jobs", () -> "{\"jobs\":[" + jobs.get() + "]}");
            answer(visit, "**/v1/models/outlook:train", () -> {
                jobs.set(job("RUNNING", "12 of 100 rounds", ""));
                return "{}";
            });
            visit.open("view=models");
            Locator card = visit.seen("#model-outlook");
            Locator train = card.locator("[data-action=train]");
            assertThat(card.locator(".running").textContent()).isEmpty();
            train.click();
            card.locator("[data-confirm=train]").click();

            card.locator(".running:has-text('Training 12 of 100 rounds')").waitFor();
            assertThat(train.getAttribute("aria-disabled")).isEqualTo("true");
            assertThat(visit.focused()).isEqualTo("train");
            visit.press("Enter");
            assertThat(card.locator("[data-confirm=train]").count()).isZero();
            jobs.set(job("RUNNING", "90 of 100 rounds", ""));
            card.locator(".running:has-text('Training 90 of 100 rounds')").waitFor();
            jobs.set(job("SUCCEEDED", "", "better than the baseline"));
            card.locator("tr:has-text('job-7'):has-text('Succeeded'):has-text('better than the baseline')")
                    .waitFor();

            assertThat(card.locator(".running").textContent()).isEmpty();
            assertThat(train.getAttribute("aria-disabled")).isNull();
            visit.assertQuiet();
        }
    }

    private static void answer(Visit visit, String path, Supplier<String> body) {
        visit.page()
                .route(
                        path,
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody(body.get())));
    }

    private static String job(String state, String progress, String verdict) {
        return "{\"job_id\":\"job-7\",\"state\":\"" + state + "\",\"requested_at\":\"" + Instant.EPOCH
                + "\",\"requested_by\":\"boss\",\"progress\":\"" + progress + "\",\"error\":null,\"verdict\":\""
                + verdict + "\"}";
    }

    @Test
    void shouldNeedNoPointer_toActOnAModel() {
        AtomicBoolean isPromoted = new AtomicBoolean();
        try (Visit visit = served.desktop()) {
            withVersions(visit, isPromoted::get);
            answer(visit, "**/v1/models/outlook:promote", () -> {
                isPromoted.set(true);
                return "{}";
            });
            visit.open("view=models");
            visit.seen("#model-outlook");
            visit.tabTo("train");
            visit.press("Enter");
            visit.awaitFocus("Cancel");
            visit.press("Escape");
            visit.awaitFocus("train");
            visit.tabTo("promote");
            visit.press("Enter");
            visit.awaitFocus("Cancel");
            visit.press("Shift+Tab");
            visit.press("Enter");

            visit.awaitFocus("model-outlook");
            assertThat(isPromoted).isTrue();
            visit.tabTo("train");
            visit.assertQuiet();
        }
    }

    /** The answer is given two versions, of which the second is the champion, or the first. */
    private static void withVersions(Visit visit, BooleanSupplier isFirst) {
        visit.page().route("**/v1/models/outlook", route -> {
            var answer = route.fetch();
            ObjectNode model = (ObjectNode) Api.parsed(answer.text());
            ObjectNode shelf = (ObjectNode) model.path("published");
            String one = isFirst.getAsBoolean() ? "v1" : "v2";
            String other = isFirst.getAsBoolean() ? "v2" : "v1";
            shelf.set(
                    "pointer",
                    Api.parsed("{\"champion\":\"" + one + "\",\"challenger\":null,\"earlier\":[\"" + other + "\"]}"));
            shelf.set("versions", Api.parsed("[" + version(one, "champion") + "," + version(other, "none") + "]"));
            route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(model.toString()));
        });
    }

    /** A version takes minutes to train: the answer is given one, and what is sent is read. */
    @Test
    void shouldPromoteAndRollBack_onceItIsConfirmed() {
        List<String> sent = new ArrayList<>();
        try (Visit visit = served.desktop()) {
            withVersions(visit, () -> false);
            visit.page().route("**/v1/models/outlook:*", route -> {
                sent.add(route.request().url().replaceFirst(".*:", "") + " "
                        + route.request().postData());
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{}"));
            });
            visit.open("view=models");
            Locator card = visit.seen("#model-outlook");
            assertThat(card.locator("[data-action=promote]").count()).isEqualTo(1);
            card.locator("[data-action=promote]").click();
            card.locator("text=Make v1 the champion").waitFor();
            assertThat(visit.violations()).isEmpty();
            assertThat(sent).isEmpty();
            card.locator("[data-confirm=promote]").click();
            card.locator("[data-action=promote]").waitFor();
            card.locator("[data-action=rollback]").click();
            card.locator("text=Take v2 out of force and go back to v1?").waitFor();
            card.locator("[data-confirm=rollback]").click();
            card.locator("[data-action=rollback]").waitFor();

            assertThat(sent).containsExactly("promote {\"version\":\"v1\"}", "rollback {}");
            visit.assertQuiet();
        }
    }

    private static String version(String name, String role) {
        return "{\"version\":\"" + name + "\",\"roles\":[\"" + role + "\"],\"origin\":\"CLUSTER\",\"published_at\":\""
                + Instant.EPOCH + "\",\"published_by\":\"boss\",\"better\":true,\"metrics\":{}}";
    }
}
