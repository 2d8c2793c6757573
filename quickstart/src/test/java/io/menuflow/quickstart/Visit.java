package io.menuflow.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One visit to the page in a browser of its own; notes what the page complains of and whom it asks. */
final class Visit implements AutoCloseable {

    /** Pictures of every visit, to be looked at. */
    private static final Path PICTURES = Path.of("target", "dashboard");

    private static final int MOST_STOPS = 80;
    /** Whether what has the focus is outlined, or what stands for it beside it; past the last there is none. */
    private static final String IS_FOCUS_SEEN =
            """
            () => [document.activeElement, document.activeElement.nextElementSibling].some((one) => {
              const {outlineStyle, outlineWidth, opacity} = one ? getComputedStyle(one) : {};
              return one === document.body || outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2 && opacity !== '0';
            })""";

    private final URI node;
    private String key;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final TreeSet<String> hosts = new TreeSet<>();
    private int asked;

    private Visit(Browser browser, URI node, String key, int width, int height, ColorScheme colors) {
        this.node = node;
        this.key = key;
        context = browser.newContext(new NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colors)
                .setLocale("en-GB"));
        page = context.newPage();
        page.setDefaultTimeout(20_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            asked++;
            hosts.add(URI.create(request.url()).getAuthority());
        });
    }

    static Visit desktop(Browser browser, URI node, String key) {
        return new Visit(browser, node, key, 1280, 900, ColorScheme.LIGHT);
    }

    static Visit of(Browser browser, URI node, String key, int width, int height, ColorScheme colors) {
        return new Visit(browser, node, key, width, height, colors);
    }

    /** Opens the page with what the address chooses, signed in. */
    Visit open(String chosen) {
        page.navigate(node + "/#" + chosen + "&key=" + key);
        return this;
    }

    /** Signs in with another key when it is opened. */
    Visit as(String other) {
        key = other;
        return this;
    }

    /** The same without a key. */
    Visit openAsStranger() {
        page.navigate(node + "/");
        return this;
    }

    Page page() {
        return page;
    }

    Locator at(String selector) {
        return page.locator(selector);
    }

    /** Waits until something is seen. */
    Locator seen(String selector) {
        Locator found = page.locator(selector).first();
        found.waitFor();
        return found;
    }

    /** Where the keyboard is: the id of the element, else what it does or says. */
    String focused() {
        return page.evaluate("() => { const {id, dataset, textContent} = document.activeElement;"
                        + " return id || dataset.confirm || dataset.action || textContent; }")
                .toString();
    }

    /** Waits until the keyboard is there. */
    void awaitFocus(String where) {
        await().atMost(Duration.ofSeconds(10)).pollInSameThread().untilAsserted(() -> assertThat(focused())
                .isEqualTo(where));
    }

    /** Presses Tab until the keyboard is there; wherever it comes by, it must be seen. */
    void tabTo(String where) {
        for (int i = 0; i < MOST_STOPS && !focused().equals(where); i++) {
            press("Tab");
            assertThat(page.evaluate(IS_FOCUS_SEEN)).as(focused()).isEqualTo(true);
        }
        assertThat(focused()).isEqualTo(where);
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    /** How many requests it made. */
    int asked() {
        return asked;
    }

    /** A picture of all of the page. */
    void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setFullPage(true));
    }

    /** Changes to these colours. */
    void colour(ColorScheme colors) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colors));
    }

    /** Makes the window as high as the dialog that is open, so that all of it is seen. */
    void unfold() {
        int needed =
                (int) page.evaluate("() => Math.max(innerHeight, document.querySelector('dialog')?.scrollHeight ?? 0)");
        page.setViewportSize(page.viewportSize().width, needed);
    }

    /** The errors and warnings of the console so far, forgotten thereafter. */
    List<String> takeComplaints() {
        List<String> said = List.copyOf(complaints);
        complaints.clear();
        return said;
    }

    /** Fails when the page complained, or asked anybody but the node. */
    void assertQuiet() {
        assertThat(complaints).isEmpty();
        assertThat(hosts).containsExactly(node.getAuthority());
    }

    /** What axe-core finds serious or critical, as rule and element. */
    @SuppressWarnings("unchecked")
    List<String> violations() {
        page.evaluate(axe());
        Object found = page.evaluate(
                "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
                        + ".filter((one) => ['serious', 'critical'].includes(one.impact))"
                        + ".flatMap((one) => one.nodes.map((node) => ({rule: one.id, at: node.html + ' ' + node.failureSummary})))");
        return ((List<Map<String, String>>) found)
                .stream().map(one -> one.get("rule") + ": " + one.get("at")).toList();
    }

    private static String axe() {
        try (InputStream in = Visit.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many pixels the page, or the dialog on it, is wider than its window. */
    int overflow() {
        return ((Number)
                        page.evaluate(
                                "() => Math.max(document.documentElement.scrollWidth - innerWidth,"
                                        + " ...[...document.querySelectorAll('dialog')].map((one) => one.scrollWidth - one.clientWidth))"))
                .intValue();
    }

    /** What of a part of the page is cut off: beyond the window to a side, or wider than what shows it. */
    @SuppressWarnings("unchecked")
    List<String> clipped(String selector) {
        return (List<String>) at(selector)
                .evaluate("part => [part, ...part.querySelectorAll('*')].filter((one) => {"
                        + " const {left, right} = one.getBoundingClientRect();"
                        + " return left < 0 || right > innerWidth || one.clientWidth > 0 && one.scrollWidth > one.clientWidth;"
                        + " }).map((one) => one.outerHTML)");
    }

    @Override
    public void close() {
        context.setOffline(true); // or what a route held back is sent once there is none
        page.unrouteAll(); // or a question of the page meanwhile is answered when there is no page any more
        context.close();
    }
}
