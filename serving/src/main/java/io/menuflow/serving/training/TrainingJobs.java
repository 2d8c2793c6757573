package io.menuflow.serving.training;

import io.menuflow.schemas.Topic;
import io.menuflow.schemas.avro.TrainingJob;
import io.menuflow.schemas.avro.TrainingState;
import io.menuflow.schemas.avro.TrainingTrigger;
import io.menuflow.serving.tail.TopicTail;
import io.menuflow.serving.tail.TopicTail.Entry;
import io.menuflow.serving.tail.TopicTail.Listener;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The training jobs of the cluster, as far as this node has read of them. */
public final class TrainingJobs implements Jobs, AutoCloseable {

    /** Parameter: for how many seconds a job may train. */
    public static final String BUDGET = "time_budget_s";

    private static final Logger log = LoggerFactory.getLogger(TrainingJobs.class);
    private static final Duration USUAL_BUDGET = Duration.ofMinutes(10);
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Comparator<TrainingJob> OLDEST =
            Comparator.comparing(TrainingJob::getRequestedAt).thenComparing(TrainingJob::getJobId);

    private final Map<String, TrainingJob> jobs = new ConcurrentHashMap<>();
    private final TopicTail<TrainingJob> tail;

    private TrainingJobs(String bootstrapServers, Topic<String, TrainingJob> topic) {
        tail = new TopicTail<>(bootstrapServers, topic, new Listener<>() {
            @Override
            public void read(Entry<TrainingJob> entry) {
                TrainingJob job = entry.value();
                if (job == null) {
                    jobs.remove(entry.key());
                } else {
                    jobs.put(entry.key(), job);
                }
            }

            @Override
            public void unreadable(String key, String why) {
                log.error("training job {} cannot be read: {}", key, why);
            }
        });
    }

    /** Reads the topic to its end and follows it. */
    public static TrainingJobs start(String bootstrapServers, Topic<String, TrainingJob> topic) {
        TrainingJobs jobs = new TrainingJobs(bootstrapServers, topic);
        try {
            jobs.tail.readToEnd();
            jobs.tail.follow();
            return jobs;
        } catch (RuntimeException e) {
            jobs.close();
            throw e;
        }
    }

    @Override
    public List<TrainingJob> all() {
        return jobs.values().stream().sorted(OLDEST).toList();
    }

    /** One job. */
    public Optional<TrainingJob> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** The job of a model that waits or runs, if there is one. */
    public Optional<TrainingJob> open(String model) {
        return of(model).stream().filter(TrainingJobs::isOpen).findFirst();
    }

    @Override
    public boolean hasRead(long offset) {
        return tail.position() >= offset;
    }

    private static boolean isOpen(TrainingJob job) {
        return job.getState() == TrainingState.REQUESTED || job.getState() == TrainingState.RUNNING;
    }

    /** A new request, with an id of its own. */
    public static TrainingJob request(String model, Map<String, String> parameters, String by, Instant at) {
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt(), 6);
        return requested(ID.format(at) + "-" + random, model, TrainingTrigger.MANUAL, parameters, by, at);
    }

    static TrainingJob requested(
            String id, String model, TrainingTrigger trigger, Map<String, String> parameters, String by, Instant at) {
        return TrainingJob.newBuilder()
                .setJobId(id)
                .setModel(model)
                .setTrigger(trigger)
                .setState(TrainingState.REQUESTED)
                .setParameters(parameters)
                .setRequestedAt(at)
                .setRequestedBy(by)
                .setProgress("waits for a node")
                .build();
    }

    /** How long a job may train. */
    static Duration budget(TrainingJob job) {
        String seconds = job.getParameters().get(BUDGET);
        return seconds == null ? USUAL_BUDGET : Duration.ofSeconds(Long.parseLong(seconds));
    }

    @Override
    public void close() {
        tail.close();
    }
}
