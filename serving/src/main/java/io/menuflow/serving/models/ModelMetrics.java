package io.menuflow.serving.models;

import io.menuflow.models.outlook.Manifest.FeatureRef;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.serving.models.ModelWatch.Figures;
import io.menuflow.serving.models.Refusal.Reason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Models in force, refused and watched, as metrics. */
public final class ModelMetrics {

    private final Map<Reason, Counter> refused = new EnumMap<>(Reason.class);
    private final MultiGauge inForce;
    private final MultiGauge psi;
    private final MultiGauge logLoss;
    private final List<String> features;
    private final Clock clock;
    private volatile double ageSeconds = Double.NaN;

    /**
     * Every reason counts from 0 on, so that the first refusal is an increase.
     *
     * @param features that this node computes
     */
    public ModelMetrics(MeterRegistry meters, List<FeatureRef> features, Clock clock) {
        this.features = features.stream().map(FeatureRef::name).toList();
        this.clock = clock;
        for (Reason reason : Reason.values()) {
            refused.put(
                    reason,
                    Counter.builder("menuflow.model.refused")
                            .description("Models this node was told to use and does not")
                            .tag("name", ModelRegistry.OUTLOOK)
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(meters));
        }
        inForce = MultiGauge.builder("menuflow.model.in.force")
                .description("Models this node scores with")
                .register(meters);
        Gauge.builder("menuflow.model.age.seconds", this, metrics -> metrics.ageSeconds)
                .description("Since the champion was trained")
                .tag("name", ModelRegistry.OUTLOOK)
                .register(meters);
        psi = MultiGauge.builder("menuflow.model.psi")
                .description("How far a feature has moved from its training")
                .register(meters);
        logLoss = MultiGauge.builder("menuflow.model.log.loss")
                .description("Mean log-loss of what came true")
                .register(meters);
    }

    /** A model was refused. */
    public void refused(Reason reason) {
        Counter counter = refused.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    /** Brings all figures up to date. */
    public void refresh(InForce models, Figures figures) {
        OutlookModel champion = models.champion();
        List<MultiGauge.Row<?>> roles = new ArrayList<>();
        row(roles, "champion", champion);
        row(roles, "challenger", models.challenger());
        inForce.register(roles, true);
        ageSeconds = champion == null
                ? Double.NaN
                : Duration.between(champion.manifest().createdAt(), clock.instant())
                        .toSeconds();
        psi.register(features.stream().map(feature -> moved(feature, figures)).collect(Collectors.toList()), true);
        logLoss.register(
                List.of(
                        MultiGauge.Row.of(Tags.of("by", "model"), figures.modelLoss()),
                        MultiGauge.Row.of(Tags.of("by", "baseline"), figures.baselineLoss()),
                        MultiGauge.Row.of(Tags.of("by", "challenger"), figures.challengerLoss())),
                true);
    }

    private static MultiGauge.Row<?> moved(String feature, Figures figures) {
        return MultiGauge.Row.of(Tags.of("feature", feature), figures.psi().getOrDefault(feature, Double.NaN));
    }

    private static void row(List<MultiGauge.Row<?>> rows, String role, @Nullable OutlookModel model) {
        if (model != null) {
            rows.add(MultiGauge.Row.of(
                    Tags.of(
                            "name",
                            model.manifest().name(),
                            "version",
                            model.manifest().version(),
                            "role",
                            role),
                    1));
        }
    }
}
