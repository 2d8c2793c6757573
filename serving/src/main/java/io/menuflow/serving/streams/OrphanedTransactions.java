package io.menuflow.serving.streams;

import io.menuflow.serving.NodeConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the transactions that nodes left open when they died. Who takes over a partition restores what is committed, and
 * waits for what is still undecided: until the broker gives the transaction up, a minute. A transaction of this
 * application whose process is no member of the group can never be committed, so whoever waits ends it.
 *
 * <p>Looked for once a second while this node has partitions to take over, and at no other time.
 */
final class OrphanedTransactions implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OrphanedTransactions.class);
    private static final long LOOK_EVERY_MS = 1_000;
    private static final long PATIENCE_MS = 5_000;

    private final NodeConfig config;
    private final BooleanSupplier waits;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "menuflow-orphans");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Admin admin;

    /** @param waits whether this node waits for partitions */
    OrphanedTransactions(NodeConfig config, BooleanSupplier waits) {
        this.config = config;
        this.waits = waits;
    }

    void start() {
        var unused = looks.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (!waits.getAsBoolean()) {
            return;
        }
        try {
            // In this order: a node that joins in between has no transaction in the first answer.
            List<String> open = open();
            if (!open.isEmpty()) {
                Set<String> members = Namesake.instances(admin(), config);
                end(orphans(config.applicationId(), config.instanceId(), open, members));
            }
        } catch (KafkaException | IllegalStateException | ExecutionException | TimeoutException e) {
            log.debug("open transactions could not be looked at or ended; trying again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.warn("open transactions could not be looked at or ended; trying again", e);
        }
    }

    private Admin admin() {
        if (admin == null) {
            admin = Admin.create(Map.of("bootstrap.servers", config.bootstrapServers()));
        }
        return admin;
    }

    private List<String> open() throws ExecutionException, InterruptedException, TimeoutException {
        var ongoing = new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
        return admin().listTransactions(ongoing).all().get(PATIENCE_MS, TimeUnit.MILLISECONDS).stream()
                .map(TransactionListing::transactionalId)
                .toList();
    }

    /**
     * Those of {@code open} that processes began which are no members; none as long as {@code self} is none, for then the
     * group is not known.
     *
     * @param open transactional ids
     * @param members instance ids of the group
     */
    static List<String> orphans(String applicationId, String self, Collection<String> open, Set<String> members) {
        if (!members.contains(self)) {
            return List.of();
        }
        Pattern ours = Pattern.compile(Pattern.quote(applicationId) + "-([0-9a-f-]{36})-\\d+"); // as of Kafka Streams
        Set<String> living = members.stream()
                .map(instance -> ProcessId.of(applicationId, instance).toString())
                .collect(Collectors.toSet());
        return open.stream()
                .filter(id -> {
                    Matcher matcher = ours.matcher(id);
                    return matcher.matches() && !living.contains(matcher.group(1));
                })
                .toList();
    }

    private void end(List<String> orphans) throws ExecutionException, InterruptedException, TimeoutException {
        if (!orphans.isEmpty()) {
            admin().fenceProducers(orphans).all().get(PATIENCE_MS, TimeUnit.MILLISECONDS);
            log.info("ended what nodes that left the group had begun: transactions {}", orphans);
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
