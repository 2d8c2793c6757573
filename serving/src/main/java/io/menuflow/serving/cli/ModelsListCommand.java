package io.menuflow.serving.cli;

import io.menuflow.models.outlook.Manifest;
import io.menuflow.serving.dlq.LetterView;
import io.menuflow.serving.models.Shelf;
import io.menuflow.serving.models.Shelf.Published;
import io.menuflow.serving.training.ModelSetup;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists published models, newest first, the packaged one, and which are in force.")
final class ModelsListCommand extends ModelsAction {

    ModelsListCommand(ModelSetup setup) {
        super(setup);
    }

    @Override
    public Integer call() {
        PrintWriter out = out();
        List<String> inForce = new ArrayList<>();
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "NAME", "VERSION", "ROLE", "ORIGIN", "CREATED", "FEATURES", "BETTER", "LOG-LOSS", "BYTES", "STATE"));
        try (ModelSession session = session()) {
            session.models().all().values().forEach(shelf -> {
                Optional<Manifest> packaged = session.packaged(shelf.name());
                rows(shelf, packaged, table);
                inForce.add(shelf.name() + " in force: " + inForce(shelf, packaged));
            });
        }
        TextTable.print(out, table);
        out.printf(Locale.ROOT, "%,d models%n", table.size() - 1);
        inForce.forEach(out::println);
        out.flush();
        return 0;
    }

    private static void rows(Shelf shelf, Optional<Manifest> packaged, List<List<String>> table) {
        shelf.versions().values().stream()
                .sorted(Comparator.comparing(Published::at).reversed())
                .forEach(published -> table.add(row(
                        published.manifest(),
                        role(shelf, published.manifest().version()),
                        Integer.toString(published.bytes()),
                        "ok")));
        shelf.damaged()
                .forEach((version, why) -> table.add(List.of(
                        shelf.name(), version, role(shelf, version), "", "", "", "", "", "", "damaged: " + why)));
        packaged.ifPresent(
                manifest -> table.add(row(manifest, shelf.champion().isEmpty() ? "champion" : "", "", "packaged")));
    }

    private static List<String> row(Manifest manifest, String role, String bytes, String state) {
        Double logLoss = manifest.metrics().get("test_log_loss");
        return List.of(
                manifest.name(),
                manifest.version(),
                role,
                manifest.origin().name(),
                LetterView.seconds(manifest.createdAt()),
                Integer.toString(manifest.features().size()),
                manifest.better() ? "yes" : "no",
                logLoss == null ? "" : String.format(Locale.ROOT, "%.4f", logLoss),
                bytes,
                state);
    }

    /** What the nodes are told to score with. */
    private static String inForce(Shelf shelf, Optional<Manifest> packaged) {
        return shelf.champion().orElseGet(() -> packaged.map(manifest -> "packaged " + manifest.version())
                .orElse("none"));
    }

    private static String role(Shelf shelf, String version) {
        if (shelf.champion().filter(version::equals).isPresent()) {
            return "champion";
        }
        return shelf.challenger().filter(version::equals).isPresent() ? "challenger" : "";
    }
}
