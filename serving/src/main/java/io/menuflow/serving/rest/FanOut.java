package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.serving.query.Locator;
import io.menuflow.serving.query.Router;
import io.menuflow.serving.query.StoreReader.StoreUnavailableException;
import io.menuflow.serving.rest.Problem.ProblemException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * Asks the whole cluster: each partition of the node that processes it, all nodes at once, this one among them. A node that
 * is asked answers for the partitions it is asked for and for no others, so nothing is counted twice while they move. What
 * is missing is said, with the reason.
 */
final class FanOut {

    /** The partitions that a node is asked for. */
    static final String PARTITIONS = "Menuflow-Partitions";

    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private final Locator locator;
    private final Router router;
    private final HostInfo self;
    private final String instanceId;
    private final ObjectMapper mapper;

    FanOut(Locator locator, Router router, HostInfo self, String instanceId, ObjectMapper mapper) {
        this.locator = locator;
        this.router = router;
        this.self = self;
        this.instanceId = instanceId;
        this.mapper = mapper;
    }

    /**
     * What could not be asked.
     *
     * @param instance the node's identity, or its address when it did not answer; null when no node has the partition
     */
    record Missing(@Nullable String instance, String reason) {}

    /** What of an answer one or more partitions have. */
    interface Part<P> {
        P plus(P other);
    }

    /** What a node answers another one. */
    record Told<P>(@Nullable P part, List<Missing> unavailable) {}

    /** All parts together; null when there is none. */
    record Gathered<P>(@Nullable P part, List<Missing> unavailable) {}

    /** What this node has of a partition. */
    @FunctionalInterface
    interface Own<P> {
        P of(int partition);
    }

    /**
     * The answer of the whole cluster; null when this request is another node's question, which then is answered.
     *
     * @param type of a part, as it travels between nodes
     */
    <P extends Part<P>> @Nullable Gathered<P> gather(Context request, Class<P> type, Own<P> own) {
        String asked = request.header(PARTITIONS);
        if (request.header(Router.HOP) != null && asked != null) {
            request.json(own(partitions(asked), own));
            return null;
        }
        Told<P> all = new Told<>(null, List.of());
        Map<HostInfo, CompletableFuture<HttpResponse<byte[]>>> others = new HashMap<>();
        Map<HostInfo, List<Integer>> plan = new LinkedHashMap<>();
        List<Missing> nobody = plan(plan);
        plan.forEach((node, partitions) -> {
            if (!node.equals(self)) {
                others.put(node, router.ask(node, path(request), headers(request, partitions)));
            }
        });
        List<Integer> mine = plan.getOrDefault(self, List.of());
        all = together(all, own(mine, own));
        for (Map.Entry<HostInfo, CompletableFuture<HttpResponse<byte[]>>> other : others.entrySet()) {
            all = together(all, told(other.getKey(), other.getValue(), type));
        }
        return new Gathered<>(
                all.part(),
                Stream.concat(nobody.stream(), all.unavailable().stream()).toList());
    }

    /** Who is asked for what; returns the partitions that nobody has. */
    private List<Missing> plan(Map<HostInfo, List<Integer>> plan) {
        List<Missing> nobody = new ArrayList<>();
        for (int partition = 0; partition < locator.partitions(); partition++) {
            HostInfo active = locator.locatePartition(partition).active();
            if (active == null) {
                nobody.add(new Missing(
                        null, "no node has partition " + partition + " now: the cluster is starting or rebalancing"));
            } else {
                plan.computeIfAbsent(active, node -> new ArrayList<>()).add(partition);
            }
        }
        return nobody;
    }

    private <P extends Part<P>> Told<P> own(List<Integer> partitions, Own<P> own) {
        Told<P> all = new Told<>(null, List.of());
        for (int partition : partitions) {
            Told<P> next;
            try {
                next = new Told<>(own.of(partition), List.of());
            } catch (StoreUnavailableException e) {
                next = missing(instanceId, String.valueOf(e.getMessage()));
            } catch (ProblemException e) {
                if (e.problem().status() != 503) {
                    throw e;
                }
                next = missing(instanceId, e.problem().detail());
            }
            all = together(all, next);
        }
        return all;
    }

    private <P extends Part<P>> Told<P> told(
            HostInfo node, CompletableFuture<HttpResponse<byte[]>> answer, Class<P> type) {
        String address = node.host() + ":" + node.port();
        try {
            HttpResponse<byte[]> response = answer.join();
            byte[] body = response.body();
            if (response.statusCode() / 100 == 4) {
                JsonNode problem = mapper.readTree(body);
                throw new ProblemException(new Problem(
                        problem.path("title").asText(),
                        response.statusCode(),
                        problem.path("detail").asText(),
                        List.of()));
            }
            if (response.statusCode() != 200 || body.length > MOST_BYTES) {
                return missing(address, "answered " + response.statusCode() + " with " + body.length + " bytes");
            }
            return mapper.readValue(body, mapper.getTypeFactory().constructParametricType(Told.class, type));
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return missing(address, "did not answer: " + cause.getClass().getSimpleName());
        } catch (IOException e) {
            return missing(address, "answered what cannot be read");
        }
    }

    private static <P> Told<P> missing(String instance, String reason) {
        return new Told<>(null, List.of(new Missing(instance, reason)));
    }

    private static <P extends Part<P>> Told<P> together(Told<P> a, Told<P> b) {
        P part = a.part() == null ? b.part() : b.part() == null ? a.part() : a.part().plus(b.part());
        return new Told<>(
                part,
                Stream.concat(a.unavailable().stream(), b.unavailable().stream())
                        .toList());
    }

    private static String path(Context request) {
        String query = request.queryString();
        return request.req().getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static Map<String, String> headers(Context request, List<Integer> partitions) {
        Map<String, String> headers = new TreeMap<>();
        headers.put(PARTITIONS, partitions.stream().map(String::valueOf).collect(Collectors.joining(",")));
        String authorization = request.header("Authorization");
        if (authorization != null) {
            headers.put("Authorization", authorization);
        }
        return headers;
    }

    private List<Integer> partitions(String header) {
        try {
            List<Integer> asked =
                    Stream.of(header.split(",", -1)).map(Integer::valueOf).distinct().toList();
            if (asked.stream().allMatch(partition -> partition >= 0 && partition < locator.partitions())) {
                return asked;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Problem.badRequest(PARTITIONS + " must be numbers of partitions, not '" + header + "'");
    }
}
