package io.menuflow.serving.cli;

import io.menuflow.connectors.replay.Mapping;
import io.menuflow.connectors.replay.ReplayListener;
import io.menuflow.connectors.simulator.PriceLab;
import io.menuflow.connectors.simulator.Simulator;
import io.menuflow.connectors.simulator.demand.Family;
import io.menuflow.models.training.Histories;
import io.menuflow.serving.NodeConfig;
import io.menuflow.serving.history.ClusterHistories;
import io.menuflow.serving.history.FileHistories;
import io.menuflow.serving.history.SimulatedHistories;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which restaurants a model learns from or is judged by. */
final class SourceOptions {

    @Option(names = "--simulated", description = "Restaurants of the simulator; see docs/simulator.md")
    boolean simulated;

    @Option(
            names = "--families",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "multiplicative,logit",
            description = "Shapes of demand: ${COMPLETION-CANDIDATES} [${DEFAULT-VALUE}]")
    List<Family> families = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "SEEDS",
            defaultValue = "develop",
            description = "develop or judge, as committed in families.yaml, or numbers: 1,2,3 [${DEFAULT-VALUE}]")
    String seeds = "develop";

    @Option(
            names = "--restaurants",
            paramLabel = "N",
            defaultValue = "4",
            description = "Of each family and seed [${DEFAULT-VALUE}]")
    int restaurants;

    @Option(
            names = "--items",
            split = ",",
            paramLabel = "N",
            defaultValue = "20,40,80",
            description = "Sizes of menus, in turn from seed to seed; 0 for restaurants with names [${DEFAULT-VALUE}]")
    List<Integer> items = List.of();

    @Option(
            names = "--from",
            paramLabel = "DATE",
            defaultValue = "2024-11-01",
            description = "First simulated day [${DEFAULT-VALUE}]")
    LocalDate from = LocalDate.EPOCH;

    @Option(names = "--days", paramLabel = "N", defaultValue = "600", description = "Simulated days [${DEFAULT-VALUE}]")
    int days;

    @Option(names = "--csv", paramLabel = "FILE", description = "A file of POS lines, plain or gzip")
    @Nullable Path csv;

    @Option(names = "--mapping", paramLabel = "YAML", description = "What its columns mean")
    @Nullable Path mapping;

    @Option(names = "--from-cluster", description = "The restaurants of a cluster, from its topics")
    boolean fromCluster;

    @Mixin
    ClusterOptions cluster = new ClusterOptions();

    /** The restaurants; throws ParameterException when not exactly one source is named. */
    Histories histories(CommandLine command) {
        long named = Stream.of(simulated, csv != null, fromCluster)
                .filter(given -> given)
                .count();
        if (named != 1) {
            throw new ParameterException(
                    command, "say which restaurants, one of --simulated, --csv with --mapping, and --from-cluster");
        }
        if (csv != null) {
            if (mapping == null) {
                throw new ParameterException(command, "--csv needs --mapping; see connectors/mappings/README.md");
            }
            return new FileHistories(csv, Mapping.load(mapping), ReplayListener.NONE);
        }
        if (fromCluster) {
            NodeConfig config = cluster.config(Map.of());
            return ClusterHistories.read(ClusterOptions.client(config), ClusterOptions.topics(config));
        }
        if (restaurants < 1 || days < 1 || items.stream().anyMatch(size -> size < 0)) {
            throw new ParameterException(
                    command, "--restaurants and --days must be 1 or more, and --items not be negative");
        }
        return new SimulatedHistories(families, seeds(command), restaurants, items, from, days);
    }

    /** The simulated restaurants, each by a name that is unique, with prices that can be set and no sales yet. */
    Map<String, PriceLab> labs(CommandLine command, boolean elastic) {
        Map<String, PriceLab> labs = new LinkedHashMap<>();
        List<Long> numbers = seeds(command);
        for (Family family : elastic ? List.of(Family.MULTIPLICATIVE) : families) {
            for (int i = 0; i < numbers.size(); i++) {
                int size = items.get(i % items.size());
                String prefix = family.name().toLowerCase(Locale.ROOT) + "/" + numbers.get(i) + "/";
                List<PriceLab> made = elastic
                        ? PriceLab.elastic(numbers.get(i), restaurants, size, from)
                        : PriceLab.restaurants(family, numbers.get(i), restaurants, size, from);
                made.forEach(lab -> labs.put(prefix + lab.id(), lab));
            }
        }
        return labs;
    }

    private List<Long> seeds(CommandLine command) {
        return switch (seeds) {
            case "develop" -> Simulator.developmentSeeds();
            case "judge" -> Simulator.judgementSeeds();
            default -> {
                try {
                    yield Stream.of(seeds.split(",")).map(Long::valueOf).toList();
                } catch (NumberFormatException e) {
                    throw new ParameterException(command, "--seeds is develop, judge or numbers, not " + seeds, e);
                }
            }
        };
    }
}
