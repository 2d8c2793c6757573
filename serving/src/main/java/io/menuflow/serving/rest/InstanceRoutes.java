package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.serving.Version;
import io.menuflow.serving.query.Copies.Standby;
import io.menuflow.serving.query.NodeTasks.Active;
import io.menuflow.serving.query.Router;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** The nodes of the cluster, what each works on, and whether this one is ready. */
final class InstanceRoutes {

    private final ClusterServices cluster;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final Instant startedAt;

    InstanceRoutes(ClusterServices cluster, ObjectMapper mapper, Clock clock) {
        this.cluster = cluster;
        this.mapper = mapper;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Whether the node lives, or is ready, or else why not; and which one it is. */
    record Health(String status, String instanceId, @Nullable String reason) {}

    /**
     * A node; of one that did not answer there is only its address and the reason.
     *
     * @param state as Kafka Streams calls it
     * @param reason why it is not reachable, or not ready
     */
    record InstanceView(
            String address,
            boolean reachable,
            boolean ready,
            @Nullable String reason,
            @Nullable String instanceId,
            @Nullable String version,
            @Nullable String state,
            @Nullable Long uptimeS,
            List<Active> active,
            List<Standby> standby) {

        static InstanceView silent(HostInfo node, String reason) {
            return new InstanceView(
                    Router.name(node), false, false, reason, null, null, null, null, List.of(), List.of());
        }
    }

    /** All nodes, ascending by address: of this node's own making, or as others wrote them. */
    record InstancesView(List<Object> instances) {}

    void live(Context request) {
        request.json(new Health("UP", cluster.instanceId(), null));
    }

    void ready(Context request) {
        String reason = cluster.unready().get();
        request.status(reason == null ? 200 : 503)
                .json(new Health(reason == null ? "UP" : "NOT_READY", cluster.instanceId(), reason));
    }

    void instances(Context request) {
        Questions.onlyKnown(request, Set.of());
        Map<String, Object> all = new TreeMap<>();
        all.put(Router.name(cluster.self()), own());
        if (!Guard.hopped(request)) {
            Map<HostInfo, CompletableFuture<HttpResponse<byte[]>>> answers =
                    new TreeMap<>(java.util.Comparator.comparing(Router::name));
            Map<String, String> headers = Guard.credentials(request);
            for (HostInfo node : cluster.locator().nodes()) {
                if (!node.equals(cluster.self())) {
                    answers.put(node, cluster.router().ask(node, "/v1/instances", headers));
                }
            }
            answers.forEach((node, answer) -> all.put(Router.name(node), other(node, answer)));
        }
        request.json(new InstancesView(List.copyOf(all.values())));
    }

    private InstanceView own() {
        String reason = cluster.unready().get();
        return new InstanceView(
                Router.name(cluster.self()),
                true,
                reason == null,
                reason,
                cluster.instanceId(),
                Version.NUMBER,
                cluster.tasks().state(),
                Duration.between(startedAt, clock.instant()).toSeconds(),
                cluster.tasks().active(),
                cluster.tasks().standbys());
    }

    private Object other(HostInfo node, CompletableFuture<HttpResponse<byte[]>> asked) {
        try {
            HttpResponse<byte[]> response = asked.join();
            JsonNode first = mapper.readTree(response.body()).path("instances").path(0);
            return response.statusCode() == 200 && first.isObject()
                    ? first
                    : InstanceView.silent(node, Router.name(node) + " answered " + response.statusCode());
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return InstanceView.silent(node, String.valueOf(cause.getMessage()));
        } catch (IOException e) {
            return InstanceView.silent(node, Router.name(node) + " answered no JSON");
        }
    }
}
