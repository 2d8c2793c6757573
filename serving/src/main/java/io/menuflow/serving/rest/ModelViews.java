package io.menuflow.serving.rest;

import io.menuflow.models.outlook.Manifest;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.schemas.avro.ModelPointer;
import io.menuflow.schemas.avro.TrainingJob;
import io.menuflow.serving.models.ModelRegistry;
import io.menuflow.serving.models.ModelWatch.Figures;
import io.menuflow.serving.models.Refusal;
import io.menuflow.serving.models.Shelf;
import io.menuflow.serving.models.Shelf.Published;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Models and training jobs as JSON. */
final class ModelViews {

    private ModelViews() {}

    record ModelsView(List<ShelfView> models, @Nullable String nextCursor) {}

    /**
     * What there is of a model.
     *
     * @param inForce packaged, published or none: what the node that answers scores with
     */
    record ShelfView(
            String name,
            String inForce,
            @Nullable InForceView packaged,
            @Nullable PointerView pointer,
            List<VersionView> versions,
            Map<String, String> damaged) {}

    record PointerView(
            @Nullable String champion,
            @Nullable String challenger,
            Instant changedAt,
            String changedBy,
            String reason,
            List<String> earlier) {}

    record VersionView(
            String version,
            List<String> roles,
            String origin,
            Instant createdAt,
            Instant publishedAt,
            String publishedBy,
            int features,
            boolean better,
            Map<String, BigDecimal> metrics,
            int bytes) {}

    /** A model and how it fares on the node that answers. */
    record ModelView(
            String name,
            String instanceId,
            @Nullable InForceView champion,
            @Nullable InForceView challenger,
            ShelfView published,
            List<RefusalView> refusals,
            WatchView watching) {}

    record InForceView(String version, String origin, Instant createdAt, long ageS, Map<String, BigDecimal> metrics) {}

    record RefusalView(String version, String reason, String message, Instant at) {}

    record WatchView(
            long items,
            Map<String, BigDecimal> psi,
            long labels,
            @Nullable BigDecimal modelLogLoss,
            @Nullable BigDecimal baselineLogLoss,
            @Nullable BigDecimal challengerLogLoss,
            List<String> verdicts) {}

    record JobsView(List<JobView> jobs, @Nullable String nextCursor) {}

    record JobView(
            String jobId,
            String model,
            String status,
            String trigger,
            String state,
            int attempt,
            Map<String, String> parameters,
            Instant requestedAt,
            String requestedBy,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String node,
            String progress,
            @Nullable String error,
            @Nullable String version,
            boolean promoted,
            String verdict,
            @Nullable String recorded) {}

    /** A shelf as a node with these models sees it; only the outlook is scored with, and only it comes with the program. */
    static ShelfView shelf(Shelf shelf, ModelRegistry registry, Instant now) {
        boolean outlook = shelf.name().equals(ModelRegistry.OUTLOOK);
        OutlookModel packaged = outlook ? registry.packaged().orElse(null) : null;
        OutlookModel champion = outlook ? registry.inForce().champion() : null;
        ModelPointer pointer = shelf.pointer();
        return new ShelfView(
                shelf.name(),
                champion == null ? "none" : champion == packaged ? "packaged" : "published",
                inForce(packaged, now),
                pointer == null ? null : pointer(pointer),
                shelf.versions().values().stream()
                        .sorted(Comparator.comparing(Published::at).reversed())
                        .map(published -> version(shelf, published))
                        .toList(),
                new TreeMap<>(shelf.damaged()));
    }

    static PointerView pointer(ModelPointer pointer) {
        return new PointerView(
                pointer.getChampion(),
                pointer.getChallenger(),
                pointer.getChangedAt(),
                pointer.getChangedBy(),
                pointer.getReason(),
                pointer.getEarlier());
    }

    private static VersionView version(Shelf shelf, Published published) {
        Manifest manifest = published.manifest();
        List<String> roles = new ArrayList<>();
        shelf.champion().filter(manifest.version()::equals).ifPresent(it -> roles.add("champion"));
        shelf.challenger().filter(manifest.version()::equals).ifPresent(it -> roles.add("challenger"));
        return new VersionView(
                manifest.version(),
                roles,
                manifest.origin().name(),
                manifest.createdAt(),
                published.at(),
                published.by(),
                manifest.features().size(),
                manifest.better(),
                numbers(manifest.metrics()),
                published.bytes());
    }

    static @Nullable InForceView inForce(@Nullable OutlookModel model, Instant now) {
        if (model == null) {
            return null;
        }
        Manifest manifest = model.manifest();
        return new InForceView(
                manifest.version(),
                manifest.origin().name(),
                manifest.createdAt(),
                Duration.between(manifest.createdAt(), now).toSeconds(),
                numbers(manifest.metrics()));
    }

    static RefusalView refusal(Refusal refusal) {
        return new RefusalView(refusal.version(), Numbers.name(refusal.reason()), refusal.message(), refusal.at());
    }

    static WatchView watching(Figures figures) {
        return new WatchView(
                figures.items(),
                numbers(figures.psi()),
                figures.labels(),
                number(figures.modelLoss()),
                number(figures.baselineLoss()),
                number(figures.challengerLoss()),
                figures.words());
    }

    static JobView job(TrainingJob job) {
        return new JobView(
                job.getJobId(),
                job.getModel(),
                status(job),
                job.getTrigger().name(),
                job.getState().name(),
                job.getAttempt(),
                new TreeMap<>(job.getParameters()),
                job.getRequestedAt(),
                job.getRequestedBy(),
                job.getStartedAt(),
                job.getEndedAt(),
                job.getNode(),
                job.getProgress(),
                job.getError(),
                job.getVersion(),
                job.getPromoted(),
                job.getVerdict(),
                job.getRecorded());
    }

    /** Where a job is asked for. */
    static String status(TrainingJob job) {
        return "/v1/models/" + job.getModel() + "/jobs/" + job.getJobId();
    }

    /** Those of the numbers that are some: JSON knows no other. */
    private static Map<String, BigDecimal> numbers(Map<String, Double> values) {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        values.forEach((name, value) -> {
            BigDecimal number = number(value);
            if (number != null) {
                numbers.put(name, number);
            }
        });
        return numbers;
    }

    private static @Nullable BigDecimal number(double value) {
        return Double.isFinite(value) ? Numbers.share(value) : null;
    }
}
