package io.menuflow.bench.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Many questions at a pace, on connections that stay open, by a client that costs little. */
final class Reads {

    private static final int BUFFER = 32 * 1024;

    private final URI node;
    private final List<int[]> sold;
    private final int connections;
    private final Map<String, LongAdder> errors = new ConcurrentSkipListMap<>();
    private final LongAdder stale = new LongAdder();

    /**
     * Questions about restaurants and what they sell.
     *
     * @param sold the items of each restaurant that have been sold, so that there is an answer
     */
    Reads(URI node, List<int[]> sold, int connections) {
        this.node = node;
        this.sold = sold;
        this.connections = connections;
        System.setProperty("http.maxConnections", Integer.toString(connections));
    }

    /** Asks for so long; figures by name, times in milliseconds from when a question was due. */
    Map<String, Double> run(double perSecond, double seconds) throws InterruptedException {
        long[] times = new long[(int) Math.ceil(perSecond * seconds) + connections];
        AtomicInteger asked = new AtomicInteger();
        Pace pace = new Pace(perSecond).until(seconds);
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        long began = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            SplittableRandom random = new SplittableRandom(i);
            threads.execute(() -> {
                byte[] buffer = new byte[BUFFER];
                for (long due = pace.next(); due >= 0; due = pace.next()) {
                    ask(random, buffer);
                    times[asked.getAndIncrement()] = System.nanoTime() - due;
                }
            });
        }
        threads.shutdown();
        if (!threads.awaitTermination((long) seconds + 120, TimeUnit.SECONDS)) {
            threads.shutdownNow();
            error("not answered within two minutes");
        }
        double took = (System.nanoTime() - began) / 1e9;
        return figures(Arrays.copyOf(times, asked.get()), took);
    }

    private void ask(SplittableRandom random, byte[] buffer) {
        int restaurant = random.nextInt(sold.size());
        int[] items = sold.get(restaurant);
        String path = "/v1/restaurants/" + Tills.restaurantId(restaurant) + "/items"
                + (random.nextInt(4) == 0 ? "" : "/" + Tills.itemId(items[random.nextInt(items.length)]));
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) node.resolve(path).toURL().openConnection();
            connection.setConnectTimeout(5_000);
            connection.setReadTimeout(30_000);
            int status = connection.getResponseCode();
            if (status != 200) {
                error("status " + status);
                return;
            }
            try (InputStream body = connection.getInputStream()) {
                int read = body.read(buffer);
                String head = new String(
                        buffer, 0, Math.max(0, Math.min(read, 400)), java.nio.charset.StandardCharsets.UTF_8);
                if (head.contains("\"stale\":true")) {
                    stale.increment();
                }
                while (read >= 0) {
                    read = body.read(buffer);
                }
            }
        } catch (IOException e) {
            error(e.toString());
        }
    }

    private void error(String what) {
        errors.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    /** What was no answer, and how often. */
    Map<String, LongAdder> errors() {
        return errors;
    }

    private Map<String, Double> figures(long[] times, double took) {
        Arrays.sort(times);
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("reads_per_second", times.length / took);
        figures.put(
                "errors", errors.values().stream().mapToDouble(LongAdder::sum).sum());
        figures.put("stale", stale.doubleValue());
        for (double quantile : new double[] {0.5, 0.9, 0.99, 0.999, 1}) {
            int index = (int) Math.ceil(quantile * times.length) - 1;
            String name = quantile == 1
                    ? "max_ms"
                    : "p" + Double.toString(quantile * 100).replaceAll("\\.0$", "") + "_ms";
            figures.put(name, times.length == 0 ? Double.NaN : times[Math.max(0, index)] / 1e6);
        }
        return figures;
    }
}
