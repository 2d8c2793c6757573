package io.menuflow.serving.training;

import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.Manifest;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.training.Histories;
import io.menuflow.schemas.avro.TrainingJob;
import io.menuflow.serving.models.ModelTopic;
import io.menuflow.serving.tracking.Run;
import io.menuflow.serving.tracking.Tracking;
import io.menuflow.serving.training.Trainer.RefusedException;
import io.menuflow.serving.training.Trainer.Request;
import io.menuflow.serving.training.Trainer.Trained;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at one job, on a thread of its own: train, look at what came out as a node would, record the run. */
final class Training implements Callable<Training.Result> {

    private static final Logger log = LoggerFactory.getLogger(Training.class);

    private final TrainingJob job;
    private final ModelSetup setup;
    private final Supplier<Histories> histories;
    private final Optional<OutlookModel> champion;
    private final Tracking tracking;
    private final Clock clock;
    private volatile String progress = "begins";
    private volatile boolean givenUp;

    /**
     * How it ended: with a model or with a reason.
     *
     * @param recorded where the run is recorded
     */
    record Result(@Nullable Trained trained, @Nullable String failure, String recorded) {}

    Training(
            TrainingJob job,
            ModelSetup setup,
            Supplier<Histories> histories,
            Optional<OutlookModel> champion,
            Tracking tracking,
            Clock clock) {
        this.job = job;
        this.setup = setup;
        this.histories = histories;
        this.champion = champion;
        this.tracking = tracking;
        this.clock = clock;
    }

    TrainingJob job() {
        return job;
    }

    /** How far it is, in the trainer's words. */
    String progress() {
        return progress;
    }

    /** Nobody waits for it any more: when it ends, nothing of it is recorded. */
    void giveUp() {
        givenUp = true;
    }

    @Override
    public Result call() throws InterruptedException {
        Instant started = clock.instant();
        Trained trained = null;
        String failure = null;
        try {
            trained = train();
        } catch (RefusedException | BadArtefactException e) {
            failure = String.valueOf(e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            log.error("training job {} failed", job.getJobId(), e);
            failure = e.toString();
        }
        if (givenUp) {
            throw new InterruptedException("training job " + job.getJobId() + " was given up");
        }
        return new Result(trained, failure, tracking.record(run(started, trained, failure)));
    }

    private Trained train() throws RefusedException, BadArtefactException, InterruptedException {
        Request request = new Request(
                job.getModel(),
                version(),
                TrainingJobs.budget(job),
                Map.copyOf(job.getParameters()),
                histories,
                champion);
        Trained trained = setup.trainer().train(request, words -> progress = words);
        Manifest manifest = trained.artefact().manifest();
        if (!manifest.name().equals(job.getModel()) || !manifest.version().equals(version())) {
            throw new BadArtefactException("it was to be " + job.getModel() + "/" + version() + " and says that it is "
                    + manifest.name() + "/" + manifest.version());
        }
        refuseWhatNodesRefuse(trained.artefact(), setup.features());
        return trained;
    }

    private static void refuseWhatNodesRefuse(Artefact artefact, List<FeatureRef> features)
            throws BadArtefactException {
        ModelTopic.check(Artefact.of(artefact.toBytes()), features);
    }

    /** A version of its own for each attempt. */
    private String version() {
        return job.getAttempt() == 1 ? job.getJobId() : job.getJobId() + "-" + job.getAttempt();
    }

    private Run run(Instant started, @Nullable Trained trained, @Nullable String failure) {
        Map<String, String> parameters = new HashMap<>(job.getParameters());
        Map<String, String> tags = new HashMap<>();
        tags.put("job", job.getJobId());
        tags.put("trigger", job.getTrigger().name());
        tags.put("attempt", Integer.toString(job.getAttempt()));
        tags.put("node", String.valueOf(job.getNode()));
        Map<String, Double> metrics = Map.of();
        if (trained != null) {
            Manifest manifest = trained.artefact().manifest();
            parameters.putAll(manifest.parameters());
            metrics = manifest.metrics();
            tags.putAll(manifest.provenance());
            tags.put("version", manifest.version());
            tags.put("origin", manifest.origin().name());
            tags.put("better_than_baseline", Boolean.toString(manifest.better()));
        }
        return new Run(
                version(),
                job.getModel(),
                started,
                clock.instant(),
                parameters,
                metrics,
                tags,
                Optional.ofNullable(failure),
                Optional.ofNullable(trained).map(Trained::artefact));
    }
}
