package io.menuflow.serving.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SimulateCommandTest {

    @TempDir
    Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldWriteFilesAndSaySo_whenADirectoryIsGiven() {
        Path files = dir.resolve("files");

        int status = run(
                "simulate",
                "--out",
                files.toString(),
                "--restaurants",
                "2",
                "--days",
                "2",
                "--family",
                "logit",
                "--items",
                "12",
                "--checks-per-day",
                "40",
                "--from",
                "2025-05-05");

        assertThat(status).as(err.toString()).isZero();
        assertThat(out.toString()).containsPattern("\\d+ transactions with \\d+ lines of 2 restaurants in .*files");
        assertThat(files.resolve("made-up-00002/truth.json"))
                .content()
                .contains("\"family\" : \"logit\"", "\"from\" : \"2025-05-05\"", "\"until\" : \"2025-05-06\"");
        assertThat(files.resolve("made-up-00001/transactions.avro")).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--family linear | linear",
                "--items 3 | the number of items must be 4 to 2000",
                "--items 0 | --items must be positive",
                "--checks-per-day 0 | --checks-per-day must be positive",
                "--rate 3 | --rate is for live sales",
                "--days 0 | --out needs at least one day",
                "--from yesterday | yesterday",
            })
    void shouldSayWhatIsWrong_andWriteNothing(String options, String message) {
        Path files = dir.resolve("files");

        int status = run(("simulate --out " + files + " " + options).split(" "));

        assertThat(status).isNotZero();
        assertThat(err.toString()).contains(message);
        assertThat(files).doesNotExist();
    }

    @Test
    void shouldKeepWhatIsThere_whenTheDirectoryIsNotEmpty() throws Exception {
        Path mine = Files.writeString(dir.resolve("mine.txt"), "keep");

        assertThat(run("simulate", "--out", dir.toString(), "--days", "1")).isNotZero();

        assertThat(err.toString()).contains("is not empty");
        assertThat(dir).isDirectoryNotContaining(path -> !path.equals(mine));
    }

    @Test
    void shouldRefuseAFirstDay_whenSendingToKafka() {
        assertThat(run("simulate", "--from", "2026-01-01")).isNotZero();

        assertThat(err.toString()).contains("--from goes with --out");
    }

    private int run(String... arguments) {
        CommandLine command = Menuflow.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
