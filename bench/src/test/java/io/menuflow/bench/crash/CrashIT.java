package io.menuflow.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(600)
class CrashIT {

    @TempDir
    Path dir;

    @Test
    void shouldFindNoDifference_whenNodeAndBrokerAreKilled() throws IOException {
        Path json = dir.resolve("figures.json");

        Ran ran = run(
                "--events=10000",
                "--restaurants=6",
                "--kills=3",
                "--wipes=0",
                "--broker-kills=1",
                "--pauses=0",
                "--rebalances=0",
                "--json=" + json);

        assertThat(ran.status()).as(ran.said()).isZero();
        assertThat(ran.said().split("kill (while starting )?at event ", -1))
                .as(ran.said())
                .hasSizeGreaterThan(3);
        assertThat(ran.said()).contains("no differences", "kill of the broker at event", "median seconds to ready");
        JsonNode median = new ObjectMapper().readTree(json.toFile()).path("median");
        assertThat(median.path("events").asInt()).isGreaterThanOrEqualTo(8_000);
        assertThat(median.path("rejects").asInt()).isGreaterThan(20);
        assertThat(median.path("values_compared").asInt()).isGreaterThan(50_000);
        assertThat(median.path("closed_days").asInt()).isGreaterThan(5_000);
        assertThat(median.path("changelog_rows").asInt()).isGreaterThan(5_000);
    }

    @Test
    void shouldFailAndNameTheFields_whenTheRecomputeOverlooksChecks() {
        Ran ran = run(
                "--events=1000",
                "--restaurants=4",
                "--partitions=2",
                "--kills=0",
                "--wipes=0",
                "--broker-kills=0",
                "--pauses=0",
                "--rebalances=0",
                "--leave-out=100");

        assertThat(ran.status()).as(ran.said()).isEqualTo(1);
        assertThat(ran.said())
                .containsPattern("[0-9]+ differences, the first of them")
                .contains("the inputs  records: got ")
                .containsPattern(
                        "GET /v1/restaurants/\\S+ +\\.items\\[\\S+\\]\\.order_count: got [0-9]+, expected [0-9]+")
                .containsPattern("\\.items\\[\\S+\\]\\.revenue: got [0-9.]+, expected [0-9.]+");
    }

    @Test
    void shouldSayWhatIsWrong_whenASettingIsOutOfBounds() {
        Ran ran = run("--restaurants=3");

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.said()).contains("--restaurants must be 4 to 10000, not 3");
    }

    private record Ran(int status, String said) {}

    private static Ran run(String... arguments) {
        StringWriter said = new StringWriter();
        int status = new CommandLine(new CrashCommand())
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(arguments);
        return new Ran(status, said.toString());
    }
}
