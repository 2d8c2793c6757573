package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import io.menuflow.serving.access.Role;
import io.menuflow.serving.access.Scope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every view of the page and every state it was given a design for, on a desktop and on a phone, light and dark: nothing is wider
 * than the window, axe-core finds nothing serious, and a picture of each is left to be looked at. Needs Chromium and says so when
 * there is none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class DashboardStatesIT {

    private static final String BOARD = "restaurant=osteria";
    private static final String MENU = "restaurant=lonely&view=menu";
    private static final String GROUP = "view=groups&group=seaside";
    private static final String MODELS = "view=models";
    private static final int[] WIDTHS = {1280, 320};

    @TempDir
    static Path dir;

    private ServedPage served;
    private String ofOne;
    private String ofNone;
    private String viewer;

    /** A state with what is done from an empty window until it is there, and whether the browser has nothing to complain of. */
    private record State(String name, boolean isQuiet, Consumer<Visit> reach) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static State quiet(String name, Consumer<Visit> reach) {
        return new State(name, true, reach);
    }

    /** Some question of the page has no answer, or one that refuses, which a browser notes by itself. */
    private static State failing(String name, Consumer<Visit> reach) {
        return new State(name, false, reach);
    }

    @BeforeAll
    void start() {
        served = new ServedPage(dir.resolve("data"));
        Api api = served.api();
        Osteria.open(api, Instant.now().minusSeconds(30));
        Given.unlisted(api, "empty", 0, "Nothing sold yet");
        Given.unlisted(api, "few", 2, "Item");
        Given.unlisted(api, "no-cost", 6, "Item");
        Given.unlisted(api, "many", 300, "An item with a name that is as long as the kitchen is proud of it, number");
        Given.ofFour(api, "harbour", "Harbour Kitchen", "EUR", "seaside", 1);
        Given.ofFour(api, "pier", "The Pier", "EUR", "seaside", 2);
        Given.ofFour(api, "boardwalk", "Boardwalk", "USD", "seaside", 3);
        Given.ofFour(api, "hermit", "The Hermit", "EUR", "alone", 1);
        Given.ofFour(api, "lonely", "The Lonely", "EUR", null, 1);
        ofOne = served.key(Role.MANAGER, Scope.of(List.of("lonely"), List.of()));
        ofNone = served.key(Role.MANAGER, Scope.of(List.of("nowhere"), List.of()));
        viewer = served.key(Role.VIEWER, Scope.ALL);
        api.found(path(Osteria.ID, "/prices"), prices -> assertThat(prices.path("items"))
                .hasSizeGreaterThan(10));
    }

    @AfterAll
    void stop() {
        if (served != null) { // skipped where there is no browser
            served.close();
        }
    }

    @ParameterizedTest
    @MethodSource({"boards", "menus", "groups", "ofOperators", "withoutAnswer"})
    void shouldFit_andBeAccessible_inBothColours(State state) {
        SoftAssertions softly = new SoftAssertions();
        for (int width : WIDTHS) {
            try (Visit visit = served.visit(width, 800)) {
                state.reach().accept(visit);
                visit.unfold();
                for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    String name = "%s-%s-%d".formatted(state, colors.name().toLowerCase(Locale.ROOT), width);
                    visit.colour(colors);
                    visit.picture(name);

                    softly.assertThat(visit.overflow()).as(name).isLessThanOrEqualTo(0);
                    softly.assertThat(visit.violations()).as(name).isEmpty();
                }
                softly.assertThat(visit.takeComplaints())
                        .as(state.name())
                        .allMatch(said -> !state.isQuiet() && said.startsWith("Failed to load resource"));
                visit.assertQuiet();
            }
        }
        softly.assertAll();
    }

    private Stream<State> boards() {
        return Stream.of(
                quiet("board", visit -> {
                    visit.open(BOARD).seen(".bubble .dot");
                    visit.seen(".hours .bar.running");
                }),
                quiet("board-method", visit -> visit.open(BOARD + "&method=kasavana-smith")
                        .seen("text=unit margin →")),
                quiet("board-tip", visit -> {
                    visit.open(BOARD).seen(".bubble .dot");
                    visit.at(".bubble[data-item=item-4] .dot").hover();
                    visit.seen(".tip");
                }),
                quiet("item", this::openItem),
                quiet("item-what-if", visit -> {
                    openItem(visit);
                    visit.at("#what-if")
                            .evaluate(
                                    "one => { one.value = Number(one.max); one.dispatchEvent(new Event('input', {bubbles: true})); }");
                    visit.seen("#scenario");
                }),
                failing("state-empty", visit -> visit.open("restaurant=empty")
                        .seen(".empty:has-text('No sales yet') pre")),
                failing("state-few", visit -> visit.open("restaurant=few")
                        .seen(".unplaced:has-text('Fewer than four items can be compared')")),
                failing("state-no-cost", visit -> {
                    visit.open("restaurant=no-cost").seen(".bubble .dot");
                    visit.seen("text=No food costs are known: profitability ranks revenue.");
                }),
                quiet("state-many", visit -> {
                    visit.open("restaurant=many").seen(".bubble .dot");
                    visit.seen("#items .name:has-text('An item with a name')");
                }),
                failing(
                        "state-one-restaurant",
                        visit -> visit.as(ofOne).open("").seen(".bubble .dot")),
                quiet("state-viewer", visit -> visit.as(viewer).open(BOARD).seen(".bubble .dot")));
    }

    private void openItem(Visit visit) {
        visit.open(BOARD + "&item=item-7").seen("#what-if");
        visit.seen(".price-bars li");
        assertThat(visit.seen(".reasons .against b")
                        .evaluate("one => one.scrollWidth <= one.clientWidth && one.getClientRects().length === 1"
                                + " && one.offsetHeight < 30"))
                .as("a word of one line, within its column")
                .isEqualTo(true);
    }

    private Stream<State> menus() {
        return Stream.of(
                quiet("menu", visit -> {
                    visit.open(BOARD + "&view=menu").seen("#menu");
                    assertThat((int) visit.seen("#menu [data-field=food_cost]")
                                    .evaluate("field => innerWidth - field.getBoundingClientRect().right"))
                            .isGreaterThan(12);
                }),
                failing("menu-editing", this::edit),
                quiet("menu-viewer", visit -> visit.as(viewer).open(MENU).seen("#menu")),
                quiet("import", visit -> visit.open(MENU).seen("#open-import").click()),
                quiet(
                        "import-preview",
                        visit -> choose(
                                visit,
                                "item_id,name,price\nitem-1,Dish 1," + price(visit)
                                        + "\nnew-one,New One,7\nitem-2,Dish 2,dear\n" + "a-dish-of-the-day-".repeat(3)
                                        + ",,cheap\n")),
                failing("import-refused", visit -> {
                    visit.open(MENU).seen("#open-import").click();
                    visit.at("#import-file").setInputFiles(file("dish,cost\nsoup,1\n"));
                    visit.seen("#import-problem");
                }),
                quiet("import-result", visit -> {
                    choose(visit, "item_id,price\nitem-1," + price(visit) + "1\nitem-2,dear\n");
                    visit.at("#import").click();
                    visit.seen("#undo");
                }),
                quiet("import-undone", visit -> {
                    choose(visit, "item_id,price\nitem-2," + price(visit) + "2\n");
                    visit.at("#import").click();
                    visit.seen("#undo").click();
                    visit.seen("#undone");
                }));
    }

    /** What is typed, what is refused, what waits for the node. */
    private void edit(Visit visit) {
        visit.page().route("**/menu/item-2", Route::abort);
        visit.open("restaurant=no-cost&view=menu").seen("#menu");
        type(visit, "item-2", "3.10");
        visit.press("Enter");
        type(visit, "item-4", "dear");
        visit.press("Enter");
        visit.seen("tr[data-item=item-2] .state .is-waiting");
        visit.seen("tr[data-item=item-4] .state .is-refused");
        type(visit, "item-5", "2.5");
    }

    private static void type(Visit visit, String item, String cost) {
        visit.at("#menu tr[data-item=" + item + "] input[data-field=food_cost]").fill(cost);
    }

    /** Another one in each window: what is imported twice changes nothing. */
    private static String price(Visit visit) {
        return "1" + visit.page().viewportSize().width % 7 + ".5";
    }

    private static void choose(Visit visit, String csv) {
        visit.open(MENU).seen("#open-import").click();
        visit.at("#import-file").setInputFiles(file(csv));
        visit.seen("#report");
    }

    private static FilePayload file(String csv) {
        return new FilePayload("menu.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8));
    }

    private Stream<State> groups() {
        return Stream.of(
                quiet("groups", visit -> visit.open(GROUP).seen("#locations")),
                quiet("groups-one-location", visit -> visit.open("view=groups&group=alone")
                        .seen("#locations")),
                failing("groups-missing", visit -> {
                    change(visit, "**/v1/groups/seaside/items*", said -> said.replace("\"missing\":[]", MISSING));
                    visit.page().route("**/v1/restaurants/pier/*", Route::abort);
                    visit.open(GROUP).seen("#missing");
                }),
                quiet(
                        "groups-none",
                        visit -> visit.as(ofOne).open("view=groups").seen("text=No groups yet")),
                quiet("groups-unknown", visit -> {
                    change(visit, "**/v1/groups", said -> "{\"groups\":[]," + MISSING + "}");
                    visit.open(GROUP).seen("text=No group is known now");
                }),
                quiet("groups-loading", visit -> {
                    visit.page().route("**/v1/groups/alone/items*", route -> {});
                    visit.open(GROUP).seen("#locations");
                    visit.at("#group").selectOption("alone");
                    visit.seen(".groups h2:has-text('Loading')");
                }),
                failing("groups-unreachable", visit -> {
                    visit.page().route("**/v1/groups", Route::abort);
                    visit.open(GROUP).seen(".empty h2:has-text('No answer')");
                }));
    }

    private static final String MISSING = "\"missing\":[{\"partition\":7,\"reason\":\"nobody has it\"}]";

    private Stream<State> ofOperators() {
        return Stream.of(
                quiet("models", visit -> visit.open(MODELS).seen("#model-outlook")),
                quiet("models-asks", visit -> {
                    visit.open(MODELS).seen("[data-action=train]").click();
                    visit.seen("[data-confirm=train]");
                }),
                quiet("models-trains", visit -> {
                    change(visit, "**/v1/models/outlook/jobs", said -> RUNNING);
                    change(visit, "**/v1/models/outlook", DashboardStatesIT::withVersions);
                    visit.open(MODELS).seen(".running:has-text('Training')");
                    visit.at("[data-action=promote]").first().click();
                }),
                quiet("nodes", visit -> visit.open("view=instances").seen("#nodes")),
                quiet("nodes-unreachable", visit -> {
                    change(
                            visit,
                            "**/v1/instances",
                            said -> said.replace("\"instances\":[", "\"instances\":[" + AWAY + ","));
                    visit.open("view=instances").seen("#nodes .missing");
                }));
    }

    private static final String AWAY =
            """
            {"address":"http://10.0.0.7:8080","instance_id":null,"reachable":false,"ready":false,"reason":"no answer within 500 ms",\
            "version":null,"uptime_s":null,"active":[],"standby":[]}""";

    private static final String RUNNING =
            """
            {"jobs":[{"job_id":"job-7","state":"RUNNING","requested_at":"2026-11-28T10:00:00Z","requested_by":"boss",\
            "progress":"12 of 100 rounds","error":null,"verdict":""},
            {"job_id":"job-6","state":"FAILED","requested_at":"2026-11-27T10:00:00Z","requested_by":"schedule",\
            "progress":"","error":"fewer than 1,000 rows to learn from","verdict":""}]}""";

    private static String withVersions(String said) {
        ObjectNode model = (ObjectNode) Api.parsed(said);
        ObjectNode shelf = (ObjectNode) model.path("published");
        shelf.set("pointer", Api.parsed("{\"champion\":\"v2\",\"challenger\":null,\"earlier\":[\"v1\"]}"));
        shelf.set("versions", Api.parsed("[" + version("v2", "champion") + "," + version("v1", "none") + "]"));
        return model.toString();
    }

    private static String version(String name, String role) {
        return """
            {"version":"%s","roles":["%s"],"origin":"CLUSTER","published_at":"2026-11-20T10:00:00Z","published_by":"boss","better":true,\
            "metrics":{"test_accuracy":0.81,"test_log_loss":0.42,"test_baseline_log_loss":0.57}}"""
                .formatted(name, role);
    }

    private Stream<State> withoutAnswer() {
        return Stream.of(
                failing("sign-in", visit -> visit.openAsStranger().seen("#sign-in")),
                failing("sign-in-wrong-key", visit -> {
                    visit.openAsStranger().seen("#key").fill("mf_wrong_" + "x".repeat(43));
                    visit.press("Enter");
                    visit.seen("text=The key is not known here.");
                }),
                quiet(
                        "state-no-restaurants",
                        visit -> visit.as(ofNone).open("").seen(".empty:has-text('No restaurants yet')")),
                failing("state-nowhere", visit -> visit.open("restaurant=nowhere")
                        .seen(".empty:has-text('nowhere')")),
                quiet("state-loading", visit -> {
                    visit.page().route("**/classifications*", route -> {});
                    visit.open(BOARD).seen(".empty h2:has-text('Loading')");
                }),
                quiet("state-stale", visit -> {
                    change(visit, "**/classifications*", said -> said.replace("\"stale\":false", "\"stale\":true"));
                    visit.open(BOARD).seen(".banner.soft");
                }),
                failing("state-unreachable", visit -> {
                    visit.open(BOARD).seen(".bubble .dot");
                    visit.page().route("**/v1/**", Route::abort);
                    visit.page()
                            .evaluate("() => document.dispatchEvent(new Event('visibilitychange'))"); // asks at once
                    visit.seen(".banner:has-text('What is shown is from before.')");
                }));
    }

    /** Has the node's answer changed on its way. */
    private static void change(Visit visit, String path, UnaryOperator<String> change) {
        visit.page().route(path, route -> {
            var answer = route.fetch();
            route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(change.apply(answer.text())));
        });
    }
}
