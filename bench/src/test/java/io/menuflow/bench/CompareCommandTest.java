package io.menuflow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareCommandTest {

    private static final Machine MACHINE = new Machine("cpu", 2, "os", "java", 700);

    @TempDir
    Path dir;

    @Test
    void shouldCompareMedians_whenRoundsDiffer() {
        Path a = written("a", "1000", 10_000, 30_000, 20_000);
        Path b = written("b", "1000", 29_000, 29_000, 31_000, 500_000);

        Run run = run(a, b);

        assertThat(run.status()).isZero();
        assertThat(run.said()).contains("transactions per second").containsPattern("20,000 +30,000 +1\\.50");
        assertThat(run.said()).doesNotContain("differs");
    }

    @Test
    void shouldNameWhatDiffers_whenMeasuredOtherwise() {
        assertThat(run(written("a", "1000", 1), written("b", "50", 1)).said())
                .contains("restaurants differs: A 1000, B 50");
    }

    @Test
    void shouldFail_whenSlowerThanAllowed() {
        Path a = written("a", "1000", 10_000);
        Path b = written("b", "1000", 9_400);

        assertThat(run(a, b, "--at-least", "0.94").status()).isZero();
        assertThat(run(a, b, "--at-least", "0.95").status()).isEqualTo(1);
    }

    @Test
    void shouldSayWhatIsWrong_whenAFileIsNoMeasurement() throws IOException {
        Path a = written("a", "1000", 1);
        Path no = Files.writeString(dir.resolve("no.json"), "{}");

        assertThat(run(a, no).said()).contains("no.json is no measurement");
        assertThat(run(a, dir.resolve("gone.json")).said())
                .contains("cannot read")
                .contains("gone.json");
        assertThat(run(a, dir.resolve("gone.json")).status()).isEqualTo(1);
    }

    private Path written(String name, String restaurants, double... perSecond) {
        List<Map<String, Double>> rounds = DoubleStream.of(perSecond)
                .<Map<String, Double>>mapToObj(figure -> new LinkedHashMap<>(Map.of("transactions_per_second", figure)))
                .toList();
        Path file = dir.resolve(name + ".json");
        new Measurement("throughput", MACHINE, Map.of("restaurants", restaurants), rounds).write(file);
        return file;
    }

    private record Run(int status, String said) {}

    private static Run run(Path a, Path b, String... more) {
        StringWriter said = new StringWriter();
        CommandLine command = new CommandLine(new BenchCommand())
                .setExecutionExceptionHandler((error, line, parsed) -> {
                    line.getErr().println(error.getMessage());
                    return 1;
                })
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said));
        String[] arguments = new String[3 + more.length];
        arguments[0] = "compare";
        arguments[1] = a.toString();
        arguments[2] = b.toString();
        System.arraycopy(more, 0, arguments, 3, more.length);
        int status = command.execute(arguments);
        return new Run(status, said.toString());
    }
}
