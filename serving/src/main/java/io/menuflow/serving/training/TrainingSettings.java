package io.menuflow.serving.training;

import java.time.Duration;
import java.util.Optional;

/**
 * How a cluster trains, and how much it keeps of it.
 *
 * @param every how often the model is trained without being asked to; empty for never
 * @param grace how much longer than its budget a job may take before it is given up
 * @param jobsKept how many of the newest jobs are kept, at least 1
 * @param modelsKept how many of the newest versions of a model are kept, at least 1
 */
public record TrainingSettings(Optional<Duration> every, Duration grace, int jobsKept, int modelsKept) {}
