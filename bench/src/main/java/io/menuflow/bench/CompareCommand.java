package io.menuflow.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Two measurements side by side. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the medians of two files written with --json, and names every setting in which they differ.",
            "Exit status 1 when --at-least is given and the second is slower than that."
        })
final class CompareCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "The measurement compared with")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Path before;

    @Parameters(index = "1", paramLabel = "B", description = "The measurement compared")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    Path after;

    @Option(names = "--at-least", paramLabel = "RATIO", description = "Least B/A of the first figure, for example 0.95")
    @Nullable Double atLeast;

    @Override
    public Integer call() {
        Measurement a = Measurement.read(before);
        Measurement b = Measurement.read(after);
        if (!a.benchmark().equals(b.benchmark())) {
            throw new ParameterException(
                    spec.commandLine(), "A is of '" + a.benchmark() + "' and B of '" + b.benchmark() + "'");
        }
        PrintWriter out = spec.commandLine().getOut();
        differences(a, b, out);
        Map<String, Double> was = a.medians();
        Map<String, Double> is = b.medians();
        out.printf("%-34s %12s %12s %8s%n", "median", "A", "B", "B/A");
        was.forEach((name, figure) -> {
            Double other = is.get(name);
            if (other != null) {
                out.printf(
                        "%-34s %12s %12s %8s%n",
                        Report.words(name),
                        Report.figure(figure),
                        Report.figure(other),
                        figure == 0 ? "" : Report.figure(other / figure));
            }
        });
        out.flush();
        String first = was.keySet().iterator().next();
        return atLeast != null && is.getOrDefault(first, 0.0) < atLeast * was.getOrDefault(first, 0.0) ? 1 : 0;
    }

    private static void differences(Measurement a, Measurement b, PrintWriter out) {
        if (!a.machine().equals(b.machine())) {
            out.printf("measured on two machines:%n  A %s%n  B %s%n", a.machine(), b.machine());
        }
        a.settings().forEach((name, value) -> {
            String other = b.settings().get(name);
            if (!value.equals(other)) {
                out.printf("%s differs: A %s, B %s%n", Report.words(name), value, other);
            }
        });
    }
}
