package io.menuflow.serving.cli;

import io.menuflow.models.outlook.Manifest;
import io.menuflow.serving.dlq.LetterView;
import io.menuflow.serving.models.Shelf;
import io.menuflow.serving.models.Shelf.Published;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists published models, newest first, and which are in force.")
final class ModelsListCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    CommandSpec spec;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "NAME", "VERSION", "ROLE", "ORIGIN", "CREATED", "FEATURES", "BETTER", "LOG-LOSS", "BYTES", "STATE"));
        try (ModelSession session = new ModelSession(cluster.config(Map.of()))) {
            session.models().all().values().forEach(shelf -> rows(shelf, table));
        }
        TextTable.print(out, table);
        out.printf(Locale.ROOT, "%,d models%n", table.size() - 1);
        out.flush();
        return 0;
    }

    private static void rows(Shelf shelf, List<List<String>> table) {
        shelf.versions().values().stream()
                .sorted(Comparator.comparing(Published::at).reversed())
                .forEach(published -> table.add(row(shelf, published)));
        shelf.damaged()
                .forEach((version, why) -> table.add(List.of(
                        shelf.name(), version, role(shelf, version), "", "", "", "", "", "", "damaged: " + why)));
    }

    private static List<String> row(Shelf shelf, Published published) {
        Manifest manifest = published.manifest();
        Double logLoss = manifest.metrics().get("test_log_loss");
        return List.of(
                shelf.name(),
                manifest.version(),
                role(shelf, manifest.version()),
                manifest.origin().name(),
                LetterView.seconds(manifest.createdAt()),
                Integer.toString(manifest.features().size()),
                manifest.better() ? "yes" : "no",
                logLoss == null ? "" : String.format(Locale.ROOT, "%.4f", logLoss),
                Integer.toString(published.bytes()),
                "ok");
    }

    private static String role(Shelf shelf, String version) {
        if (shelf.champion().filter(version::equals).isPresent()) {
            return "champion";
        }
        return shelf.challenger().filter(version::equals).isPresent() ? "challenger" : "";
    }
}
