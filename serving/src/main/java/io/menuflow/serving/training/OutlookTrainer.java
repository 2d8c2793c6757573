package io.menuflow.serving.training;

import io.menuflow.models.training.Options;
import io.menuflow.models.training.OutlookTraining;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Trains the outlook on the cluster's own closed days. */
final class OutlookTrainer implements Trainer {

    private static final String SEED = "seed";

    private final Clock clock;

    OutlookTrainer(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Trained train(Request request, Consumer<String> progress) throws RefusedException, InterruptedException {
        Options options = new Options(
                seed(request.parameters()),
                request.budget(),
                clock.instant(),
                Optional.of(request.version()),
                Map.of("command", "training job"),
                request.champion());
        try {
            progress.accept("reads the cluster's closed days");
            OutlookTraining.Trained trained = OutlookTraining.train(
                    request.histories().get(),
                    options,
                    (stage, done, total) -> progress.accept(stage + ": " + done + (total == 0 ? "" : " of " + total)));
            return new Trained(trained.artefact(), trained.betterThanChampion());
        } catch (io.menuflow.models.training.RefusedException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private static long seed(Map<String, String> parameters) throws RefusedException {
        String seed = parameters.getOrDefault(SEED, "1");
        try {
            return Long.parseLong(seed);
        } catch (NumberFormatException e) {
            throw new RefusedException("the parameter seed must be a whole number, not '" + seed + "'");
        }
    }
}
