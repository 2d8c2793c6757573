package io.menuflow.bench.throughput;

import io.menuflow.bench.Machine;
import io.menuflow.bench.Measurement;
import io.menuflow.serving.NodeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Measures how fast a backlog is worked off. */
final class Throughput {

    /** Event time of all rounds together must fit into the history with room. */
    static final int MAX_DAYS = 600;

    private final Load.Shape shape;
    private final int transactions;
    private final int rounds;
    private final int partitions;
    private final @Nullable Integer threads;

    Throughput(Load.Shape shape, int transactions, int rounds, int partitions, @Nullable Integer threads) {
        this.shape = shape;
        this.transactions = transactions;
        this.rounds = rounds;
        this.partitions = partitions;
        this.threads = threads;
    }

    /** Measures with its data in {@code dir}, and tells {@code say} how far it is. */
    Measurement measure(Path dir, Consumer<String> say) throws Exception {
        long all = (long) transactions * (rounds + 1);
        Duration span = Duration.ofMinutes((long) Math.ceil(Load.days(shape, all) * 24 * 60) + 60);
        Load load = new Load(shape, Instant.now().minus(span));
        List<Map<String, Double>> figures = new ArrayList<>();
        try (Rig rig = Rig.start(dir, partitions, threads)) {
            say.accept("menus: " + shape.restaurants() + " restaurants of " + shape.items() + " items");
            rig.fill(load::catalogue);
            rig.workOff();
            for (int round = 0; round <= rounds; round++) {
                say.accept(round == 0 ? "warming up" : "round " + round + " of " + rounds);
                rig.fill(sink -> load.checks(transactions, sink));
                Map<String, Double> measured = round(rig);
                if (round > 0) {
                    figures.add(measured);
                }
            }
            return new Measurement("throughput", Machine.here(), settings(rig.config()), figures);
        }
    }

    private Map<String, Double> round(Rig rig) throws Exception {
        double ceiling = rig.readAll();
        Rig.WorkedOff worked = rig.workOff();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("transactions_per_second", worked.recordsPerSecond());
        figures.put("ceiling_per_second", ceiling);
        figures.put("share_of_ceiling", worked.recordsPerSecond() / ceiling);
        figures.put("items_scored_per_second", worked.itemsScoredPerSecond());
        figures.put("oldest_unscored_menu_seconds", worked.oldestUnscoredSeconds());
        figures.put("menus_left_to_close", worked.unclosed());
        return figures;
    }

    private Map<String, String> settings(NodeConfig config) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("transactions_a_round", Integer.toString(transactions));
        settings.put("restaurants", Integer.toString(shape.restaurants()));
        settings.put("items_a_menu", Integer.toString(shape.items()));
        settings.put("mean_lines", Double.toString(shape.meanLines()));
        settings.put("transactions_a_restaurant_and_day", Integer.toString(shape.density()));
        settings.put("zipf_exponent_over_restaurants", Double.toString(shape.restaurantSkew()));
        settings.put("zipf_exponent_over_items", Double.toString(shape.itemSkew()));
        settings.put("seed", Long.toString(shape.seed()));
        settings.put("partitions", Integer.toString(config.partitions()));
        settings.put("stream_threads", Integer.toString(config.threads()));
        settings.put("processing", "exactly once, commit every second, broker in the process");
        return settings;
    }
}
