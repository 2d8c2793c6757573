package io.menuflow.bench.throughput;

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

@Timeout(120)
class ThroughputIT {

    @TempDir
    Path dir;

    @Test
    void shouldMeasureEveryFigure_whenRunSmall() throws IOException {
        Path json = dir.resolve("figures.json");
        String[] arguments = {
            "--transactions", "4000", "--rounds", "2", "--restaurants", "20", "--items", "10", "--json", json.toString()
        };

        assertThat(run(arguments)).contains("transactions per second", "round 2", "median");

        JsonNode figures = new ObjectMapper().readTree(json.toFile());
        assertThat(figures.path("rounds")).hasSize(2);
        assertThat(figures.path("settings").path("restaurants").asText()).isEqualTo("20");
        JsonNode median = figures.path("median");
        assertThat(median.path("transactions_per_second").asDouble()).isPositive();
        assertThat(median.path("ceiling_per_second").asDouble())
                .isGreaterThan(median.path("transactions_per_second").asDouble());
        assertThat(median.path("oldest_unscored_menu_seconds").asDouble()).isNotNegative();
    }

    @Test
    void shouldSayWhatIsWrong_whenASettingIsOutOfBounds() {
        StringWriter said = new StringWriter();

        int status = new CommandLine(new ThroughputCommand())
                .setErr(new PrintWriter(said))
                .execute("--lines", "0.5");

        assertThat(status).isEqualTo(2);
        assertThat(said.toString()).contains("--lines must be 1 to 12, not 0.5");
    }

    private static String run(String... arguments) {
        StringWriter said = new StringWriter();
        int status = new CommandLine(new ThroughputCommand())
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(arguments);
        assertThat(status).as(said.toString()).isZero();
        return said.toString();
    }
}
