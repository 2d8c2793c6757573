package io.menuflow.serving.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** From a file of POS lines to a model, its report, and back. */
class OutlookCommandsTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void map() throws IOException {
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
    }

    @Test
    void shouldTrainAndJudge_whenGivenAFile() throws IOException {
        sales(230);

        assertThat(run("train", "outlook", "--csv", file(), "--mapping", mapping(), "--budget", "1s", "--out", model()))
                .isZero();
        String trained = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run(
                        "evaluate",
                        "outlook",
                        "--csv",
                        file(),
                        "--mapping",
                        mapping(),
                        "--model",
                        model(),
                        "--html",
                        page()))
                .isZero();

        assertThat(trained)
                .contains("train      20")
                .contains("chose {")
                .contains("note: intervals speak of the weeks of 1 restaurant, not of others")
                .containsPattern("the model is (not )?better than calibrated persistence");
        assertThat(line(out.toString(), "model  ")).isEqualTo(line(trained, "model  "));
        assertThat(Files.readString(Path.of(page())))
                .contains("\"verdict\":\"the model is ")
                .contains("echarts")
                .doesNotContain("/*report*/")
                .doesNotContain("src=\"http");
    }

    @Test
    void shouldTrainAndJudgeDemand_whenGivenAFile() throws IOException {
        sales(230);

        assertThat(run("train", "demand", "--csv", file(), "--mapping", mapping(), "--budget", "1s", "--out", model()))
                .isZero();
        String trained = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run(
                        "evaluate",
                        "demand",
                        "--csv",
                        file(),
                        "--mapping",
                        mapping(),
                        "--model",
                        model(),
                        "--html",
                        page()))
                .isZero();

        assertThat(trained)
                .contains("chose {")
                .contains("note: missing in all rows to learn from: ")
                .contains("all items: ");
        assertThat(out.toString())
                .contains("restaurant: ")
                .contains("30 best sellers: ")
                .contains("all items by hour: ")
                .contains("specification's ridge")
                .containsPattern("the model is (not )?better than ");
        assertThat(line(out.toString(), "model ")).isEqualTo(line(trained, "model "));
        assertThat(Files.readString(Path.of(page())))
                .contains("\"verdict\":\"the model is ")
                .doesNotContain("/*report*/")
                .doesNotContain("src=\"http");
    }

    @Test
    void shouldJudgeByThePackagedModel_whenNoneIsNamed() throws IOException {
        sales(90);

        assertThat(run("evaluate", "demand", "--csv", file(), "--mapping", mapping()))
                .isZero();
        assertThat(run("train", "demand", "--csv", file(), "--mapping", mapping()))
                .isOne();

        assertThat(out.toString()).contains("forecast from day closes 2025-02-");
        assertThat(err.toString()).contains("182 days of a restaurant's history; the longest has ");
    }

    @Test
    void shouldSayWhatIsMissing_whenTheFileIsTooShort() throws IOException {
        sales(100);

        assertThat(run("train", "outlook", "--csv", file(), "--mapping", mapping()))
                .isOne();

        assertThat(err.toString()).contains("weeks of day closes").contains("210 days of history");
    }

    @Test
    void shouldAskForOneSource_whenNoneOrTwoAreNamed() {
        assertThat(run("train", "outlook")).isEqualTo(2);
        assertThat(run("evaluate", "outlook", "--simulated", "--csv", "x")).isEqualTo(2);
        assertThat(run("train", "outlook", "--simulated", "--budget", "ten")).isEqualTo(2);
        assertThat(run("evaluate", "--group", "north")).isEqualTo(2);

        assertThat(err.toString())
                .contains("say which restaurants, one of --simulated, --csv with --mapping, and --from-cluster")
                .contains("'ten' is no time such as 90s, 10m or 2h")
                .contains("--group with --export");
    }

    @Test
    void shouldRefuseBeforeTheWork_whenAFileCannotBeWritten() {
        String nowhere = directory.resolve("none").resolve("model.zip").toString();

        assertThat(run("train", "outlook", "--simulated", "--out", nowhere)).isEqualTo(2);
        assertThat(run("evaluate", "outlook", "--simulated", "--html", directory.toString()))
                .isEqualTo(2);

        assertThat(err.toString()).contains("there is no directory").contains("is a directory");
    }

    @Test
    void shouldSayWhichNumbersItTakes_whenTheyAreAbsurd() {
        assertThat(run("train", "outlook", "--simulated", "--items", "-3")).isEqualTo(2);
        assertThat(run("train", "outlook", "--simulated", "--days", "-1")).isEqualTo(2);

        assertThat(err.toString()).contains("--items not be negative");
    }

    /** Two dozen items whose sales rise and fall, each at its time. */
    private void sales(int days) throws IOException {
        StringBuilder lines = new StringBuilder("id,at,item,quantity,price\n");
        SplittableRandom random = new SplittableRandom(4);
        for (int day = 0; day < days; day++) {
            for (int item = 0; item < 24; item++) {
                int quantity = (int) Math.round(8 + item + 6 * Math.sin(item + day / 20.0) + random.nextInt(5));
                lines.append("%d-%d,%s 12:00,item %d,%d,%d.50%n"
                        .formatted(day, item, LocalDate.of(2025, 1, 1).plusDays(day), item, quantity, 4 + item % 4));
            }
        }
        Files.writeString(Path.of(file()), lines);
    }

    private int run(String... args) {
        CommandLine command = Menuflow.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(args);
    }

    private static String line(String text, String start) {
        return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    }

    private String file() {
        return directory.resolve("sales.csv").toString();
    }

    private String mapping() {
        return directory.resolve("mapping.yaml").toString();
    }

    private String model() {
        return directory.resolve("model.zip").toString();
    }

    private String page() {
        return directory.resolve("report.html").toString();
    }
}
