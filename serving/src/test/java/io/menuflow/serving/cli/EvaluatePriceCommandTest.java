package io.menuflow.serving.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluatePriceCommandTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldShowAllMethodsOnTheSameRestaurants_whenTheyAreSimulated() throws IOException {
        Path page = directory.resolve("report.html");

        assertThat(run(
                        "--simulated",
                        "--families",
                        "multiplicative",
                        "--seeds",
                        "101",
                        "--restaurants",
                        "2",
                        "--items",
                        "8",
                        "--days",
                        "200",
                        "--html",
                        page.toString()))
                .isZero();

        assertThat(out.toString())
                .contains("Menuflow, pooled", "prior only", "least squares by item", "median of ratios")
                .contains("a clairvoyant", "the specification's ridge polynomial", "Menuflow, tests made")
                .containsPattern("a clairvoyant +\\d+ +1\\.000 +1\\.000 to 1\\.000 +\\S+ +\\S+ to \\S+ +0\\.000")
                .containsPattern("prior only +\\d+ +\\S+ +\\S+ to \\S+ +0\\.000 +0\\.000 to 0\\.000 ");
        assertThat(Files.readString(page))
                .contains("\"method\":\"prior only\"")
                .contains("echarts")
                .doesNotContain("/*report*/")
                .doesNotContain("src=\"http");
    }

    @Test
    void shouldTellNoIntervals_whenThereIsOneRestaurant() throws IOException {
        Path page = directory.resolve("report.html");

        assertThat(run(
                        "--simulated",
                        "--elastic",
                        "--seeds",
                        "901",
                        "--restaurants",
                        "1",
                        "--items",
                        "8",
                        "--days",
                        "100",
                        "--no-gains",
                        "--html",
                        page.toString()))
                .isZero();

        assertThat(out.toString())
                .contains("no intervals, which are by restaurant: they take two or more")
                .containsPattern("prior only +\\d+ +[0-9.]+ +-\\s")
                .doesNotContain(" to 0.", "NaN")
                .startsWith("true elasticities N(-2.5, 1), ")
                .doesNotContain("families");
        assertThat(Files.readString(page)).contains("\"low\":\"NaN\"").doesNotContain("families");
    }

    @Test
    void shouldSayWhatEachMethodSays_whenTheTruthIsNotKnown() throws IOException {
        StringBuilder lines = new StringBuilder("id,at,item,quantity,price\n");
        for (int day = 0; day < 120; day++) {
            LocalDate date = LocalDate.of(2025, 1, 1).plusDays(day);
            lines.append(
                    "%d-a,%s 12:00,moved,%d,%s%n".formatted(day, date, day < 60 ? 20 : 18, day < 60 ? "7.00" : "7.50"));
            lines.append("%d-b,%s 12:00,still,30,7.00%n".formatted(day, date));
            lines.append("%d-c,%s 12:00,third,40,9.00%n".formatted(day, date));
        }
        Files.writeString(directory.resolve("sales.csv"), lines);
        Files.writeString(
                directory.resolve("mapping.yaml"),
                """
                restaurant:
                  id: shop
                currency: EUR
                zone: UTC
                cut_off: "00:00"
                date_format: yyyy-MM-dd HH:mm
                columns:
                  transaction_id: id
                  closed_at: at
                  item_name: item
                  quantity: quantity
                  unit_price: price
                """);

        assertThat(run(
                        "--csv",
                        directory.resolve("sales.csv").toString(),
                        "--mapping",
                        directory.resolve("mapping.yaml").toString()))
                .isZero();

        assertThat(out.toString())
                .containsPattern("still .*NONE .*no price change that held 7 open days")
                .containsPattern("moved .*one price change of its own");
    }

    @Test
    void shouldSayWhatIsWrong_whenOptionsMakeNoSense() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--elastic", "--csv", "x", "--mapping", "y")).isEqualTo(2);
        assertThat(run("--simulated", "--items", "0")).isEqualTo(2);
        assertThat(run("--simulated", "--days", "20")).isEqualTo(2);

        assertThat(err.toString())
                .contains("say which restaurants, one of --simulated, --csv with --mapping, and --from-cluster")
                .contains("--elastic is of restaurants that are --simulated")
                .contains("--items is 4 or more")
                .contains("--days 56 or more");
    }

    private int run(String... args) {
        CommandLine command = Menuflow.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        String[] all = new String[args.length + 2];
        all[0] = "evaluate";
        all[1] = "price";
        System.arraycopy(args, 0, all, 2, args.length);
        return command.execute(all);
    }
}
