package io.menuflow.quickstart;

import static io.menuflow.quickstart.Api.path;
import static io.menuflow.quickstart.Cluster.check;
import static io.menuflow.quickstart.Cluster.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.serving.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Times nobody can believe change nothing, and whoever reads the same topics later judges each of them alike. */
@Timeout(180)
class AbsurdTimesIT {

    private static final List<String> PLACES = List.of("trattoria", "bistro", "osteria");
    private static final List<String> QUESTIONS =
            List.of("/sales?window=90d", "/sales?granularity=hour", "/items", "/classifications");

    @TempDir
    Path dir;

    private Cluster cluster;

    @BeforeEach
    void start() {
        cluster = new Cluster(dir);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldRejectAndKeepTheSame_whenTheTopicsAreReadAnew() {
        Node first = cluster.start("first");
        Api api = Cluster.api(first);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS).minusSeconds(60);
        PLACES.forEach(place -> {
            api.putOk("/v1/restaurants/" + place, Bodies.restaurant("Europe/Rome"));
            // The latest comes last: a menu that has it has all of them.
            for (int hour = 24 * 50 - 25; hour >= 0; hour -= 25) {
                cluster.send(check(
                        place,
                        "c" + hour,
                        now.minus(Duration.ofHours(hour)),
                        line("1", "soup", "1.5", "4.50"),
                        line("2", "wine", "1", "7")));
            }
            awaitScored(api, place);
        });
        List<JsonNode> before = answers(api);

        int sent = sendAbsurd(now);
        await().atMost(Duration.ofSeconds(30)).until(() -> letters().size() == sent);

        List<String> letters = letters();
        assertThat(answers(api)).isEqualTo(before);
        assertThat(before.get(0).path("as_of").asText()).isEqualTo(now.toString());
        assertThat(letters).filteredOn(letter -> letter.contains("FUTURE")).hasSize(4 * PLACES.size());
        first.close();

        Node anew = cluster.start("anew", "application-id", "anew");
        await().atMost(Duration.ofSeconds(60)).until(() -> letters().size() == 2 * sent);

        Api other = Cluster.api(anew);
        PLACES.forEach(place -> awaitScored(other, place));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(answers(other)).isEqualTo(before));
        List<String> twice = new ArrayList<>(letters);
        twice.addAll(letters);
        assertThat(letters()).containsExactlyInAnyOrderElementsOf(twice);
    }

    /** Waits until all is counted, and the menu that is published a moment later has it too. */
    private static void awaitScored(Api api, String place) {
        api.awaitOrders(place, 48);
        JsonNode sales = api.found(path(place, "/sales"));
        api.found(path(place, "/items"), items -> assertThat(items.at("/totals/revenue"))
                .isEqualTo(sales.at("/totals/revenue")));
    }

    /** Among good checks, in every partition, keyed and not, and for a restaurant that never sold. */
    private int sendAbsurd(Instant now) {
        List<Instant> absurd = List.of(
                Instant.EPOCH,
                Instant.ofEpochMilli(Long.MIN_VALUE),
                now.minus(Duration.ofDays(740)),
                now.plus(Duration.ofHours(2)),
                Instant.parse("9999-12-31T23:59:59Z"),
                Instant.ofEpochMilli(Long.MAX_VALUE));
        int sent = 0;
        for (String place : PLACES) {
            for (Instant at : absurd) {
                cluster.send(check(place, "absurd-" + at, at, line("1", "soup", "1", "4.50")));
                sent++;
            }
            // A second too far, of the moment the broker took it.
            Instant tooFar = Instant.now().plus(Duration.ofHours(1)).plusSeconds(20);
            cluster.send(check(place, "too-far", tooFar, line("1", "soup", "1", "4.50")));
            sent++;
        }
        return sent;
    }

    /** Each dead letter without its own place and time: the record, and the verdict in words. */
    private List<String> letters() {
        return cluster.cli()
                .run("dlq", "list", "--json", "--limit", "1000")
                .lines()
                .map(Api::parsed)
                .map(letter -> letter.path("place").asText() + " "
                        + letter.path("restaurant").asText() + " "
                        + letter.path("stage").asText() + " "
                        + letter.path("reason").asText() + " "
                        + letter.path("message").asText())
                .toList();
    }

    private static List<JsonNode> answers(Api api) {
        List<JsonNode> answers = new ArrayList<>();
        for (String place : PLACES) {
            for (String question : QUESTIONS) {
                ObjectNode answer = (ObjectNode) api.found(path(place, question));
                answer.remove(List.of("feed_age_s", "stale"));
                answers.add(answer);
            }
        }
        return answers;
    }
}
