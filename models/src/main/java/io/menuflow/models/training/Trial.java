package io.menuflow.models.training;

import java.util.Map;

/**
 * One set of parameters that was tried.
 *
 * @param parameters those of the space
 * @param rounds after which it was best, on the rows to choose by
 * @param loss on them, after these rounds: log-loss of outlooks, pinball loss of demand
 */
public record Trial(Map<String, String> parameters, int rounds, double loss) {
    public Trial {
        parameters = Map.copyOf(parameters);
    }
}
