package io.menuflow.serving.training;

import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.training.Histories;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes a model. Runs on a thread of its own, in one node of a cluster at a time. */
@FunctionalInterface
public interface Trainer {

    /**
     * Trains, for about the time it is given; returns or throws soon after its thread is interrupted.
     *
     * @param progress told now and then, in a few words, how far it is
     * @throws RefusedException when it cannot, for a reason that trying again does not change
     */
    Trained train(Request request, Consumer<String> progress) throws RefusedException, InterruptedException;

    /**
     * What shall be trained.
     *
     * @param version that the artefact must have
     * @param budget how long it may take
     * @param parameters whatever else was asked for, by name
     * @param histories reads what the cluster's restaurants sold on closed days, up to now
     * @param champion that is in force on this node, to be compared with
     */
    record Request(
            String model,
            String version,
            Duration budget,
            Map<String, String> parameters,
            Supplier<Histories> histories,
            Optional<OutlookModel> champion) {}

    /**
     * What came of it.
     *
     * @param betterThanChampion whether it is, on the same test data; empty when that was not compared
     */
    record Trained(Artefact artefact, Optional<Boolean> betterThanChampion) {}

    /** Why there is no model, for a person to act on. */
    final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        public RefusedException(String message) {
            super(message);
        }
    }
}
