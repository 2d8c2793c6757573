package io.menuflow.serving.training;

import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.schemas.avro.TrainingJob;
import io.menuflow.schemas.avro.TrainingState;
import io.menuflow.schemas.avro.TrainingTrigger;
import io.menuflow.serving.models.ModelRecords;
import io.menuflow.serving.models.ModelRegistry;
import io.menuflow.serving.models.Pointers;
import io.menuflow.serving.models.Shelf;
import io.menuflow.serving.training.Trainer.Trained;
import io.menuflow.serving.training.Training.Result;
import io.menuflow.serving.training.TrainingWorker.Parts;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time in which one node trains for its cluster. All it writes is in transactions of one transactional id: the node
 * that begins the next term fences this one, which then writes nothing any more, even if it was only asleep.
 */
final class Term implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Term.class);
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(1);
    private static final Duration TIDY_EVERY = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 2;
    private static final String WAITS = "waits: days that have closed are being published";

    private final Parts parts;
    private final Producer<byte[], byte[]> producer;
    private final Schedule schedule;
    /** Nothing is decided before all jobs before this offset have been read: earlier terms', and this one's own. */
    private long readFirst;

    private boolean tookOver;
    private @Nullable Attempt running;
    private Instant tidiedAt = Instant.EPOCH;
    private Instant toldAt = Instant.EPOCH;
    private String told = "";

    /**
     * @param producer whose transactions fence those of the term before
     * @param end of the topic after that
     */
    Term(Parts parts, Producer<byte[], byte[]> producer, long end) {
        this.parts = parts;
        this.producer = producer;
        this.readFirst = end;
        this.schedule = new Schedule(parts.settings().every(), parts.clock().instant());
    }

    /** Does what is to be done now, if anything; throws KafkaException when the term is over. */
    void tick() {
        if (!parts.jobs().hasRead(readFirst)) {
            return;
        }
        if (!tookOver) {
            takeOver();
            tookOver = true;
        } else if (running != null) {
            attend(running);
        } else {
            parts.jobs().in(TrainingState.REQUESTED).stream()
                    .findFirst()
                    .ifPresentOrElse(this::beginOrWait, this::requestWhatIsDue);
        }
        if (!now().isBefore(tidiedAt.plus(TIDY_EVERY))) {
            tidiedAt = now();
            tidy();
        }
    }

    /**
     * Gives back what is being trained, to be begun anew by whoever trains next: that somebody stopped this node, or that
     * another trains from now on, is not the job's doing and counts as no attempt. What has just ended is published.
     */
    void handOver() {
        Attempt attempt = running;
        if (attempt == null || !parts.isWell().getAsBoolean()) {
            return;
        }
        running = null;
        if (attempt.hasEnded()) {
            end(attempt);
            return;
        }
        attempt.abandon();
        write(job(TrainingJob.newBuilder(attempt.job())
                .setState(TrainingState.REQUESTED)
                .setStartedAt(null)
                .setProgress("waits: " + parts.node() + " was stopped meanwhile")
                .build()));
        log.info("training job {} waits for another node", attempt.job().getJobId());
    }

    /** A job that a node began and did not end gets one more attempt: a second end may be the job's own doing. */
    private void takeOver() {
        for (TrainingJob job : parts.jobs().in(TrainingState.RUNNING)) {
            log.warn(
                    "training job {} was not ended by {}, attempt {}", job.getJobId(), job.getNode(), job.getAttempt());
            if (job.getAttempt() >= ATTEMPTS) {
                write(failed(
                        job,
                        job.getNode() + " ended during attempt " + job.getAttempt()
                                + ", as a node did during the one before"));
            } else {
                write(job(TrainingJob.newBuilder(job)
                        .setState(TrainingState.REQUESTED)
                        .setTrigger(TrainingTrigger.RETRY)
                        .setAttempt(job.getAttempt() + 1)
                        .setProgress("waits: " + job.getNode() + " ended during the first attempt")
                        .build()));
            }
        }
    }

    private void requestWhatIsDue() {
        schedule.due(parts.jobs().of(ModelRegistry.OUTLOOK), now(), parts.node())
                .ifPresent(due -> write(job(due)));
    }

    /** What is learned from are published days: while closed ones are not, a job waits, for its grace at most. */
    private void beginOrWait(TrainingJob requested) {
        Instant waitsUntil = requested.getRequestedAt().plus(parts.settings().grace());
        if (parts.isPublished().getAsBoolean() || !now().isBefore(waitsUntil)) {
            begin(requested);
        } else if (!WAITS.equals(requested.getProgress())) {
            write(job(TrainingJob.newBuilder(requested).setProgress(WAITS).build()));
        }
    }

    private void begin(TrainingJob requested) {
        Instant deadline;
        try {
            deadline = now().plus(patience(requested));
        } catch (NumberFormatException | ArithmeticException | DateTimeException e) {
            write(failed(
                    requested,
                    TrainingJobs.BUDGET + " must be a number of seconds, not "
                            + requested.getParameters().get(TrainingJobs.BUDGET)));
            return;
        }
        TrainingJob job = TrainingJob.newBuilder(requested)
                .setState(TrainingState.RUNNING)
                .setNode(parts.node())
                .setStartedAt(now())
                .setProgress("begins")
                .build();
        write(job(job));
        log.info("training job {} begins, attempt {}", job.getJobId(), job.getAttempt());
        Training training = new Training(
                job,
                parts.setup(),
                parts.histories(),
                Optional.ofNullable(parts.models().inForce().champion()),
                parts.tracking(),
                parts.clock());
        running = Attempt.begin(training, deadline);
    }

    /** How long a job may take. */
    private Duration patience(TrainingJob job) {
        return TrainingJobs.budget(job).plus(parts.settings().grace());
    }

    private void attend(Attempt attempt) {
        if (attempt.hasEnded()) {
            running = null;
            end(attempt);
        } else if (attempt.isOverdue(now())) {
            running = null;
            attempt.abandon();
            write(failed(
                    attempt.job(),
                    "given up: it had not ended " + patience(attempt.job()).toSeconds()
                            + " s after it began, its budget of "
                            + TrainingJobs.budget(attempt.job()).toSeconds() + " s and "
                            + parts.settings().grace().toSeconds() + " s of grace"));
        } else if (!attempt.progress().equals(told)
                && toldAt.plus(PROGRESS_EVERY).isBefore(now())) {
            told = attempt.progress();
            toldAt = now();
            write(job(TrainingJob.newBuilder(attempt.job()).setProgress(told).build()));
        }
    }

    private void end(Attempt attempt) {
        TrainingJob job = attempt.job();
        try {
            Result end = attempt.result();
            TrainingJob recorded =
                    TrainingJob.newBuilder(job).setRecorded(end.recorded()).build();
            if (end.trained() == null) {
                write(failed(recorded, String.valueOf(end.failure())));
            } else {
                publish(recorded, end.trained());
            }
        } catch (ExecutionException e) {
            log.error("training job {} failed", job.getJobId(), e);
            write(failed(job, String.valueOf(e.getCause())));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** The artefact, the pointer when it is promoted, and the job's end are written together or not at all. */
    private void publish(TrainingJob job, Trained trained) {
        String version = trained.artefact().manifest().version();
        Promotion promotion = Promotion.of(trained);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        try {
            records.add(ModelRecords.artefact(parts.topics().models(), trained.artefact(), parts.node(), now()));
        } catch (BadArtefactException e) {
            write(failed(job, String.valueOf(e.getMessage())));
            return;
        }
        if (promotion.promoted()) {
            Shelf shelf = parts.shelves().get().getOrDefault(job.getModel(), Shelf.empty(job.getModel()));
            Pointers.Change change = new Pointers.Change(parts.node(), "training job " + job.getJobId(), now());
            records.add(ModelRecords.pointer(parts.topics().models(), Pointers.promoted(shelf, version, change)));
        }
        log.info("training job {} made {}: {}", job.getJobId(), version, promotion.verdict());
        records.add(job(TrainingJob.newBuilder(job)
                .setState(TrainingState.SUCCEEDED)
                .setEndedAt(now())
                .setProgress("done")
                .setVersion(version)
                .setPromoted(promotion.promoted())
                .setVerdict(promotion.verdict())
                .build()));
        write(records);
    }

    /** Takes back what is older than all that is kept. */
    private void tidy() {
        TrainingSettings settings = parts.settings();
        List<ProducerRecord<byte[], byte[]>> tombstones = new ArrayList<>();
        Retention.jobs(
                        parts.jobs().all(),
                        settings.jobsKept(),
                        schedule.latest(parts.jobs().of(ModelRegistry.OUTLOOK)))
                .forEach(id ->
                        tombstones.add(ModelRecords.tombstone(parts.topics().trainingJobs(), id)));
        parts.shelves().get().values().forEach(shelf -> Retention.versions(
                        shelf, settings.modelsKept(), parts.models().inForce())
                .forEach(version -> tombstones.add(
                        ModelRecords.tombstone(parts.topics().models(), ModelRecords.key(shelf.name(), version)))));
        if (!tombstones.isEmpty()) {
            log.info("{} old training jobs and versions are taken back", tombstones.size());
            write(tombstones);
        }
    }

    private ProducerRecord<byte[], byte[]> failed(TrainingJob job, String why) {
        log.warn("training job {} failed: {}", job.getJobId(), why);
        return job(TrainingJob.newBuilder(job)
                .setState(TrainingState.FAILED)
                .setEndedAt(now())
                .setProgress("failed")
                .setError(why)
                .build());
    }

    private ProducerRecord<byte[], byte[]> job(TrainingJob job) {
        return ModelRecords.record(parts.topics().trainingJobs(), job.getJobId(), job);
    }

    private void write(ProducerRecord<byte[], byte[]> record) {
        write(List.of(record));
    }

    private void write(List<ProducerRecord<byte[], byte[]>> records) {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        producer.commitTransaction();
        try {
            for (Future<RecordMetadata> one : sent) {
                RecordMetadata at = one.get();
                if (at.topic().equals(parts.topics().trainingJobs().name())) {
                    readFirst = at.offset() + 1;
                }
            }
        } catch (ExecutionException e) {
            throw new KafkaException("a committed record has no place", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private Instant now() {
        return parts.clock().instant();
    }

    /** Ends the term: a training under way is interrupted, and what it makes is dropped. */
    @Override
    public void close() {
        if (running != null) {
            running.abandon();
            running = null;
        }
        producer.close(Duration.ZERO);
    }
}
