package io.menuflow.bench.nodes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.menuflow.bench.crash.CrashingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Asks living nodes in turn about restaurants in no order, and keeps what they say. */
final class Asker implements AutoCloseable {

    private static final int THREADS = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tills tills;
    private final Heard heard;
    private final List<CrashingNode> nodes;
    private final Pace pace;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Heard.Menu> menus = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<String> violations = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong lastNotFresh = new AtomicLong();
    private volatile @Nullable CrashingNode dead;

    Asker(Tills tills, Heard heard, List<CrashingNode> nodes, double perSecond) {
        this.tills = tills;
        this.heard = heard;
        this.nodes = nodes;
        this.pace = new Pace(perSecond);
        for (int i = 0; i < THREADS; i++) {
            SplittableRandom random = new SplittableRandom(i);
            threads.execute(() -> {
                while (pace.next() >= 0) {
                    ask(random);
                }
            });
        }
    }

    /** From now on a node is dead: nobody asks it, and what was open with it may fail. */
    void dies(CrashingNode node) {
        dead = node;
    }

    private void ask(SplittableRandom random) {
        int restaurant = random.nextInt(tills.restaurants());
        CrashingNode node;
        do {
            node = nodes.get(random.nextInt(nodes.size()));
        } while (node.equals(dead));
        String path = "/v1/restaurants/" + Tills.restaurantId(restaurant) + "/items";
        try {
            judge(restaurant, path, node.get(path));
        } catch (UncheckedIOException e) {
            if (node.equals(dead)) {
                count("open with the node that died");
            } else {
                violate("no answer", path + ": " + e.getCause());
            }
        } catch (IOException | RuntimeException e) {
            violate("unreadable", path + ": " + e);
        }
    }

    private void judge(int restaurant, String path, HttpResponse<String> response) throws IOException {
        if (response.statusCode() == 200) {
            JsonNode answer = JSON.readTree(response.body());
            if (answer.path("items").isEmpty()) {
                violate("empty 200", path);
                return;
            }
            Heard.Menu menu = heard.read(restaurant, answer);
            menus.add(menu);
            count(menu.stale() ? "200 stale" : "200");
            if (menu.stale()) {
                lastNotFresh.set(System.nanoTime());
            }
        } else if (response.statusCode() == 503
                && response.headers().firstValue("Retry-After").isPresent()) {
            count("503 with Retry-After");
            lastNotFresh.set(System.nanoTime());
        } else {
            violate(Integer.toString(response.statusCode()), path + ": " + response.body());
        }
    }

    private void violate(String kind, String what) {
        count("VIOLATION " + kind);
        violations.add(kind + " " + what);
    }

    private synchronized void count(String kind) {
        counts.merge(kind, 1L, Long::sum);
    }

    /** When an answer was last stale or missing, by {@link System#nanoTime}; 0 when never. */
    long lastNotFresh() {
        return lastNotFresh.get();
    }

    /** Asks no more, and returns once every answer has come. */
    void end() {
        pace.end();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(90, TimeUnit.SECONDS)) {
                violate("no answer", "within 90 s of the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many answers of each kind. */
    synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    List<Heard.Menu> menus() {
        return List.copyOf(menus);
    }

    @Override
    public void close() {
        pace.end();
        threads.shutdownNow();
    }
}
