package io.menuflow.serving.rest;

import io.menuflow.schemas.Topics;
import io.menuflow.serving.models.ModelRegistry;
import io.menuflow.serving.models.ModelWatch;
import io.menuflow.serving.models.Sender;
import io.menuflow.serving.training.TrainingJobs;
import java.time.Clock;

/**
 * What questions about models and orders to them need.
 *
 * @param instanceId this node's identity in the cluster
 */
public record ModelServices(
        ModelRegistry registry,
        ModelWatch watch,
        TrainingJobs jobs,
        Sender sender,
        Topics topics,
        String instanceId,
        Clock clock) {}
