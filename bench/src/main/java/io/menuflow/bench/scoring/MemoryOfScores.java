package io.menuflow.bench.scoring;

import io.menuflow.models.features.FeatureTable;
import io.menuflow.models.features.Features;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.PackagedModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Scores menu after menu and says every tenth of the way what memory the process holds. */
final class MemoryOfScores {

    private static final int MENUS = 20;

    private final long scores;
    private final Consumer<String> say;

    MemoryOfScores(long scores, Consumer<String> say) {
        this.scores = scores;
        this.say = say;
    }

    void run() throws BadArtefactException, IOException {
        MenuHistory[] menus = new MenuHistory[MENUS];
        for (int i = 0; i < MENUS; i++) {
            menus[i] = MadeUpMenu.of(ScoringBenchmark.ITEMS, i);
        }
        long afterATenth = 0;
        double check = 0;
        try (OutlookModel model = OutlookModel.load(PackagedModel.artefact(), Features.ALL.refs())) {
            long done = 0;
            for (int tenth = 1; tenth <= 10; tenth++) {
                for (int menu = 0; done < scores * tenth / 10; menu++) {
                    FeatureTable table =
                            Features.ALL.at(menus[menu % MENUS], MadeUpMenu.CLOSED_DAY, QuadrantRules.DEFAULT);
                    check += model.probabilities(table.values(), table.rows())[0][0];
                    done += table.rows();
                }
                long resident = residentKilobytes();
                afterATenth = tenth == 1 ? resident : afterATenth;
                say.accept(String.format("%,12d scores: %,d kB resident", done, resident));
            }
            say.accept(String.format(
                    "from the first tenth to the last: %+,d kB (mean probability %.4f)",
                    residentKilobytes() - afterATenth, check * ScoringBenchmark.ITEMS / done));
        }
    }

    private static long residentKilobytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
