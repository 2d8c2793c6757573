package io.menuflow.bench.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.bench.crash.Cluster;
import io.menuflow.bench.crash.CrashingNode;
import io.menuflow.bench.crash.Wait;
import io.menuflow.connectors.KafkaEventSink;
import io.menuflow.schemas.HttpSchemaRegistry;
import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One run: nodes started, filled, compared; one killed under questions and sales; every answer recomputed. */
final class NodesRun {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int FIRST_CHECKS = 5;

    private final Plan plan;
    private final Consumer<String> say;
    private final Tills tills;
    private final Heard heard;
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<CrashingNode> nodes = new ArrayList<>();

    /** What is done. */
    record Plan(
            int nodes,
            int partitions,
            int restaurants,
            int items,
            double checksPerSecond,
            double questionsPerSecond,
            double secondsBefore,
            double secondsAfter,
            long seed) {}

    NodesRun(Plan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
        Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(20));
        this.tills = new Tills(plan.restaurants(), plan.items(), start, plan.seed());
        this.heard = new Heard(tills);
    }

    /** The figures, by name. */
    Map<String, Double> figures() {
        return figures;
    }

    /** What was wrong. */
    List<String> faults() {
        return faults;
    }

    void run(Path dir) {
        try (Cluster cluster = new Cluster(dir, plan.partitions())) {
            cluster.startBroker();
            for (int i = 1; i <= plan.nodes(); i++) {
                CrashingNode node = cluster.node("nodes", "node-" + i, 32);
                nodes.add(node);
                node.start();
                if (i == 1) {
                    node.awaitReady(); // it makes the topics
                }
            }
            nodes.forEach(CrashingNode::awaitReady);
            Topics topics = new Topics(new HttpSchemaRegistry(cluster.registry(), null, Duration.ofSeconds(30)));
            try (KafkaEventSink sink =
                    KafkaEventSink.connect(Map.of("bootstrap.servers", cluster.bootstrapServers()), topics)) {
                fill(sink);
                compare("before the kill");
                killUnderLoad(sink);
                compare("after it");
            }
        }
    }

    private void fill(KafkaEventSink sink) {
        tills.catalogue(sink);
        for (int i = 0; i < FIRST_CHECKS * tills.restaurants(); i++) {
            tills.check(sink);
        }
        sink.flush();
        Wait.until("copies that have caught up", PATIENCE, () -> {
            JsonNode all = get(nodes.get(0), "/v1/instances").path("instances");
            List<String> caughtUp = all.findValuesAsText("caught_up");
            return all.size() == nodes.size()
                    && count(all, "active") == plan.partitions()
                    && caughtUp.size() == plan.partitions()
                    && !caughtUp.contains("false");
        });
        say.accept("filled: " + tills.restaurants() + " restaurants, " + plan.partitions() + " partitions, "
                + get(nodes.get(0), "/v1/instances"));
    }

    private static int count(JsonNode instances, String role) {
        int count = 0;
        for (JsonNode instance : instances) {
            count += instance.path(role).size();
        }
        return count;
    }

    /** Every living node is asked about every restaurant, at rest. */
    private void compare(String when) {
        long different = 0;
        for (int r = 0; r < tills.restaurants(); r++) {
            int restaurant = r;
            String path = "/v1/restaurants/" + Tills.restaurantId(restaurant) + "/items";
            long last =
                    tills.of(restaurant).get(tills.of(restaurant).size() - 1).closedAtMillis();
            Wait.until("the last sale of " + Tills.restaurantId(restaurant), PATIENCE, () -> {
                JsonNode answer = get(nodes.get(0), path);
                return !answer.path("stale").asBoolean(true)
                        && Instant.parse(answer.path("as_of").asText()).toEpochMilli() == last;
            });
            List<JsonNode> answers = nodes.stream()
                    .map(node -> ((ObjectNode) get(node, path)).<JsonNode>without("feed_age_s"))
                    .distinct()
                    .toList();
            different += answers.size() > 1 ? 1 : 0;
            heard.faults(restaurant, List.of(heard.read(restaurant, answers.get(0))))
                    .forEach(fault -> faults.add(when + " " + path + " " + fault.what()));
        }
        if (different > 0) {
            faults.add(when + ": nodes answer differently about " + different + " restaurants");
        }
        say.accept(when + ": " + nodes.size() + " nodes give equal answers about " + (tills.restaurants() - different)
                + " of " + tills.restaurants() + " restaurants");
    }

    private void killUnderLoad(KafkaEventSink sink) {
        Pace sales = new Pace(plan.checksPerSecond());
        Thread seller = new Thread(() -> {
            while (sales.next() >= 0) {
                tills.check(sink);
            }
        });
        seller.start();
        try (Asker asker = new Asker(tills, heard, nodes, plan.questionsPerSecond())) {
            Wait.pause((long) (plan.secondsBefore() * 1_000));
            CrashingNode victim = nodes.remove(nodes.size() - 1);
            asker.dies(victim);
            victim.running().kill();
            long killed = System.nanoTime();
            say.accept("SIGKILL of one of " + plan.nodes() + " nodes");
            double fresh = secondsUntilFresh(killed);
            double left = plan.secondsAfter() - (System.nanoTime() - killed) / 1e9;
            Wait.pause((long) (Math.max(0, left) * 1_000));
            asker.end();
            sales.end();
            join(seller);
            sink.flush();
            report(asker, killed, fresh);
        } finally {
            sales.end();
        }
    }

    /** Until one restaurant of each partition is answered, and no answer is stale. */
    private double secondsUntilFresh(long killed) {
        Map<Integer, String> ofPartition = new TreeMap<>();
        for (int r = 0; r < tills.restaurants(); r++) {
            String id = Tills.restaurantId(r);
            ofPartition.putIfAbsent(RestaurantPartitioner.partition(id, plan.partitions()), id);
        }
        Wait.until(
                "fresh answers", PATIENCE, () -> ofPartition.values().stream().allMatch(id -> {
                    HttpResponse<String> response = nodes.get(0).get("/v1/restaurants/" + id + "/items");
                    return response.statusCode() == 200
                            && !parsed(response.body()).path("stale").asBoolean(true);
                }));
        return (System.nanoTime() - killed) / 1e9;
    }

    private void report(Asker asker, long killed, double fresh) {
        Map<Integer, List<Heard.Menu>> byRestaurant =
                asker.menus().stream().collect(Collectors.groupingBy(Heard.Menu::restaurant));
        long wrong = 0;
        for (Map.Entry<Integer, List<Heard.Menu>> restaurant : byRestaurant.entrySet()) {
            for (Heard.Fault fault : heard.faults(restaurant.getKey(), restaurant.getValue())) {
                Heard.Menu menu = fault.menu();
                wrong++;
                faults.add(Tills.restaurantId(menu.restaurant()) + (menu.stale() ? " (stale) " : " ") + "as of "
                        + Instant.ofEpochMilli(menu.asOfMillis()) + " " + fault.what());
            }
        }
        faults.addAll(asker.violations());
        asker.counts().forEach((kind, count) -> say.accept("  " + count + " × " + kind));
        figures.put("answers_recomputed", (double) asker.menus().size());
        figures.put("answers_wrong", (double) wrong);
        figures.put("stale_answers", (double) asker.counts().getOrDefault("200 stale", 0L));
        figures.put("unavailable_503", (double) asker.counts().getOrDefault("503 with Retry-After", 0L));
        figures.put("other_failures", (double) asker.violations().size());
        figures.put("seconds_until_all_is_fresh", fresh);
        double last = asker.lastNotFresh() == 0 ? 0 : (asker.lastNotFresh() - killed) / 1e9;
        figures.put("seconds_to_last_answer_not_fresh", Math.max(0, last));
    }

    private static void join(Thread thread) {
        try {
            thread.join(30_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonNode get(CrashingNode node, String path) {
        HttpResponse<String> response = node.get(path);
        return response.statusCode() == 200 ? parsed(response.body()) : JSON.createObjectNode();
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
