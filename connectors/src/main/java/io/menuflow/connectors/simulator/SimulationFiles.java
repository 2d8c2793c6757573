package io.menuflow.connectors.simulator;

import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.Transaction;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Simulated restaurants as files, each in a directory of its name: {@code restaurant.avro}, {@code menu.avro} and
 * {@code transactions.avro} with the records of the topics, {@code truth.json}, and {@code noise.ndjson} that names every
 * delivery that is not a check's first and punctual one. Equal options give equal bytes, on any number of processors.
 */
public final class SimulationFiles {

    private static final int PROGRESS_EVERY = 1 << 14;
    private static final int BLOCK_BYTES = 1 << 17;
    private static final byte[] SYNC = "menuflow--files-".getBytes(StandardCharsets.US_ASCII);
    private static final CodecFactory CODEC = CodecFactory.zstandardCodec(1);

    private final Path directory;
    private final LocalDate from;
    private final int days;
    private final Progress progress;
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicLong lines = new AtomicLong();
    private long expected;

    /**
     * What was written.
     *
     * @param transactions revisions, duplicates and refunds included
     * @param lines of all these
     */
    public record Written(long transactions, long lines) {}

    private SimulationFiles(Path directory, LocalDate from, int days, Progress progress) {
        this.directory = directory;
        this.from = from;
        this.days = days;
        this.progress = progress;
    }

    /**
     * Writes {@code options.historyDays()} business days from {@code from} on.
     *
     * @param directory made when it is not there
     * @throws IllegalArgumentException when there is something in the directory, or no day is asked for
     * @throws UncheckedIOException when it cannot be written
     * @throws InterruptedException when the thread is interrupted while it waits
     */
    public static Written write(SimulatorOptions options, LocalDate from, Path directory, Progress progress)
            throws InterruptedException {
        if (options.historyDays() < 1) {
            throw new IllegalArgumentException("files need at least one day");
        }
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> there = Files.newDirectoryStream(directory)) {
                if (there.iterator().hasNext()) {
                    throw new IllegalArgumentException(directory + " is not empty");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + directory, e);
        }
        return new SimulationFiles(directory, from, options.historyDays(), progress).write(options.simulated());
    }

    private Written write(List<SimulatedRestaurant> restaurants) throws InterruptedException {
        expected = Math.round(restaurants.stream()
                .mapToDouble(restaurant -> restaurant.definition().checksPerDay()
                        * restaurant.world().families().noise().deliveries()
                        * days)
                .sum());
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<?>> all = new ArrayList<>();
            for (SimulatedRestaurant restaurant : restaurants) {
                all.add(workers.submit(() -> {
                    write(restaurant);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot write to " + directory + ": " + e.getCause(), e.getCause());
        } finally {
            workers.shutdownNow();
        }
        progress.sent(transactions.get(), transactions.get());
        return new Written(transactions.get(), lines.get());
    }

    private void write(SimulatedRestaurant restaurant) throws IOException {
        Path its = Files.createDirectories(
                directory.resolve(restaurant.definition().id()));
        LocalDate last = from.plusDays(days - 1L);
        avro(
                its.resolve("restaurant.avro"),
                Restaurant.getClassSchema(),
                List.of(Catalogue.restaurant(restaurant.definition())));
        avro(its.resolve("menu.avro"), MenuItem.getClassSchema(), Catalogue.items(restaurant, from, last));
        Truth truth = new Truth(restaurant, from, days);
        transactions(restaurant, its, truth);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(its.resolve("truth.json")))) {
            truth.write(out);
        }
    }

    private void transactions(SimulatedRestaurant restaurant, Path its, Truth truth) throws IOException {
        Instant until = Instant.ofEpochMilli(restaurant.hours().start(from.plusDays(days)) - 1);
        TransactionEncoder encoder = new TransactionEncoder();
        try (DataFileWriter<Transaction> file = writer(its.resolve("transactions.avro"), Transaction.getClassSchema());
                BufferedWriter noise = Files.newBufferedWriter(its.resolve("noise.ndjson"))) {
            Arrivals arrivals = new Arrivals(restaurant, from, until);
            long count = 0;
            long lineCount = 0;
            while (arrivals.hasNext()) {
                Delivery delivery = arrivals.next();
                file.appendEncoded(encoder.encode(delivery.check()));
                truth.add(delivery);
                if (delivery.kind() != Delivery.Kind.ORIGINAL) {
                    noise.write("{\"kind\":\"" + delivery.kind() + "\",\"transaction_id\":\""
                            + delivery.check().transactionId() + "\",\"revision\":"
                            + delivery.check().revision() + "}\n");
                }
                lineCount += delivery.check().lines().size();
                if (++count % PROGRESS_EVERY == 0) {
                    advance(PROGRESS_EVERY);
                }
            }
            advance(count % PROGRESS_EVERY);
            lines.addAndGet(lineCount);
        }
    }

    /** Tells the progress from whichever thread, one at a time. */
    private synchronized void advance(long more) {
        long sent = transactions.addAndGet(more);
        progress.sent(sent, Math.max(sent, expected));
    }

    private static <T> void avro(Path file, Schema schema, List<T> records) throws IOException {
        try (DataFileWriter<T> writer = writer(file, schema)) {
            for (T each : records) {
                writer.append(each);
            }
        }
    }

    private static <T> DataFileWriter<T> writer(Path file, Schema schema) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return new DataFileWriter<T>(new SpecificDatumWriter<>(schema))
                .setCodec(CODEC)
                .setSyncInterval(BLOCK_BYTES)
                .create(schema, out, SYNC);
    }
}
