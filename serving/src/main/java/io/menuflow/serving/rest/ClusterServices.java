package io.menuflow.serving.rest;

import io.menuflow.serving.query.Copies;
import io.menuflow.serving.query.Locator;
import io.menuflow.serving.query.NodeTasks;
import io.menuflow.serving.query.Router;
import io.menuflow.serving.query.Staleness;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * What bringing a question to the right node needs.
 *
 * @param self the address other nodes know this one by
 * @param instanceId this node's identity in the cluster
 * @param copies of other nodes' partitions on this one
 * @param staleness whether answers of this node may be old
 * @param tasks what this node works on
 * @param unready why this node cannot answer; null when it can
 */
public record ClusterServices(
        HostInfo self,
        String instanceId,
        Locator locator,
        Router router,
        Copies copies,
        Staleness staleness,
        NodeTasks tasks,
        Supplier<@Nullable String> unready) {}
