package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.serving.query.Answer;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.Answer.NotFound;
import io.menuflow.serving.query.Answer.Unavailable;
import io.menuflow.serving.query.Eligibility;
import io.menuflow.serving.query.Eligibility.Candidate;
import io.menuflow.serving.query.Locator;
import io.menuflow.serving.query.Router;
import io.menuflow.serving.rest.Problem.ProblemException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.HostInfo;

/**
 * A question to all partitions of the cluster: each is asked of one node that has it, of another when that one cannot
 * answer, and the answer says which were answered by nobody. Nodes are asked at the same time, each about all the
 * partitions it is to answer for.
 */
final class FanOut {

    /** Which partitions a question that took its hop is about, with commas. */
    static final String PARTITIONS = "Menuflow-Partitions";

    /** What is wrong with a question is wrong for every node. */
    private static final Set<Integer> OF_THE_QUESTION = Set.of(400, 422);

    private final Locator locator;
    private final Eligibility eligibility;
    private final Router router;
    private final ObjectMapper mapper;

    FanOut(Locator locator, Eligibility eligibility, Router router, ObjectMapper mapper) {
        this.locator = locator;
        this.eligibility = eligibility;
        this.router = router;
        this.mapper = mapper;
    }

    /** A partition that nobody answered for. */
    record Missing(int partition, String reason) {}

    /**
     * What was found.
     *
     * @param elements in no order
     * @param stale whether one of the answers may be old
     */
    record Collected(List<Object> elements, boolean stale, List<Missing> missing) {

        /** Throws when something is missing: what has no place to say so, as a table, is not told at all. */
        void refusePartial() {
            if (!missing.isEmpty()) {
                throw Problem.unavailable(reasons() + "; as JSON the rest is told");
            }
        }

        /** Why something is missing. */
        String reasons() {
            return missing.stream().map(Missing::reason).distinct().collect(Collectors.joining("; "));
        }
    }

    /** What this node has of one partition. */
    @FunctionalInterface
    interface Own {
        Answer<? extends List<?>> of(int partition, boolean standby);
    }

    /**
     * Asks.
     *
     * @param field the array of the other nodes' answers that has their elements; beside it they say {@code stale} and
     *     {@code missing}
     */
    Collected collect(Context request, String field, Own own) {
        boolean hopped = Guard.hopped(request);
        Round round = new Round(request, field, own);
        for (int partition : asked(request, hopped)) {
            round.open.put(
                    partition, new Turn(eligibility.candidates(locator.locatePartition(partition), hopped, false)));
        }
        while (round.goesOn()) {
            round.ask();
        }
        List<Missing> missing = new ArrayList<>();
        round.open.forEach((partition, turn) -> missing.add(new Missing(partition, turn.reason(partition))));
        return new Collected(round.elements, round.stale, missing);
    }

    private Set<Integer> asked(Context request, boolean hopped) {
        String some = hopped ? request.header(PARTITIONS) : null;
        try {
            return (some == null
                            ? IntStream.range(0, locator.partitions()).boxed()
                            : Stream.of(some.split(",", -1)).map(Integer::valueOf))
                    .filter(partition -> partition >= 0 && partition < locator.partitions())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        } catch (NumberFormatException e) {
            throw Problem.badRequest(PARTITIONS + " must be numbers with commas, not '" + some + "'");
        }
    }

    /** One partition, the nodes still to be asked, and why others did not answer. */
    private static final class Turn {
        private final List<Candidate> left = new ArrayList<>();
        private final Set<String> refusals = new LinkedHashSet<>();

        Turn(List<Candidate> candidates) {
            for (Candidate candidate : candidates) {
                if (candidate.refusal() == null) {
                    left.add(candidate);
                } else {
                    refusals.add(candidate.refusal());
                }
            }
        }

        String reason(int partition) {
            return refusals.isEmpty()
                    ? "no node has partition " + partition + " now: the cluster is starting or rebalancing"
                    : String.join("; ", refusals);
        }
    }

    private final class Round {
        private final Context request;
        private final String field;
        private final Own own;
        private final Map<Integer, Turn> open = new TreeMap<>();
        private final List<Object> elements = new ArrayList<>();
        private boolean stale;

        Round(Context request, String field, Own own) {
            this.request = request;
            this.field = field;
            this.own = own;
        }

        boolean goesOn() {
            return open.values().stream().anyMatch(turn -> !turn.left.isEmpty());
        }

        /** Every open partition is asked of its next node. */
        void ask() {
            Map<HostInfo, List<Integer>> others = new LinkedHashMap<>();
            for (int partition : List.copyOf(open.keySet())) {
                Turn turn = open.get(partition);
                if (turn == null || turn.left.isEmpty()) {
                    continue;
                }
                Candidate next = turn.left.remove(0);
                if (next.isSelf()) {
                    here(partition, next.standby(), turn);
                } else {
                    others.computeIfAbsent(next.node(), added -> new ArrayList<>())
                            .add(partition);
                }
            }
            Map<HostInfo, CompletableFuture<HttpResponse<byte[]>>> answers = new LinkedHashMap<>();
            others.forEach((node, partitions) -> answers.put(node, router.ask(node, path(), headers(partitions))));
            answers.forEach((node, answer) -> there(node, others.getOrDefault(node, List.of()), answer));
        }

        private void here(int partition, boolean standby, Turn turn) {
            Answer<? extends List<?>> answer = answer(partition, standby);
            if (answer instanceof Found<? extends List<?>> found) {
                elements.addAll(found.value());
                stale |= found.stale();
                open.remove(partition);
            } else if (answer instanceof Unavailable<? extends List<?>> none) {
                turn.refusals.add(none.reason());
            } else if (answer instanceof NotFound<? extends List<?>>) {
                open.remove(partition);
            }
        }

        private Answer<? extends List<?>> answer(int partition, boolean standby) {
            try {
                return own.of(partition, standby);
            } catch (ProblemException e) {
                if (e.problem().status() == 503) {
                    return new Unavailable<>(e.problem().detail());
                }
                throw e;
            }
        }

        private void there(HostInfo node, List<Integer> partitions, CompletableFuture<HttpResponse<byte[]>> asked) {
            String refusal;
            try {
                HttpResponse<byte[]> response = asked.join();
                if (response.statusCode() == 200) {
                    take(node, partitions, mapper.readTree(response.body()));
                    return;
                }
                if (OF_THE_QUESTION.contains(response.statusCode())) {
                    throw problem(response.statusCode(), mapper.readTree(response.body()));
                }
                refusal = Router.name(node) + " answered " + response.statusCode();
            } catch (CompletionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                refusal = String.valueOf(cause.getMessage());
            } catch (IOException e) {
                refusal = Router.name(node) + " answered no JSON";
            }
            for (int partition : partitions) {
                refuse(partition, refusal);
            }
        }

        private ProblemException problem(int status, JsonNode answer) {
            return new ProblemException(new Problem(
                    answer.path("title").asText(), status, answer.path("detail").asText(), List.of()));
        }

        private void take(HostInfo node, List<Integer> partitions, JsonNode answer) {
            Set<Integer> answered = new LinkedHashSet<>(partitions);
            for (JsonNode missing : answer.path("missing")) {
                int partition = missing.path("partition").asInt();
                answered.remove(partition);
                refuse(
                        partition,
                        Router.name(node) + ": " + missing.path("reason").asText());
            }
            answered.forEach(open::remove);
            answer.path(field).forEach(elements::add);
            stale |= answer.path("stale").asBoolean();
        }

        private void refuse(int partition, String reason) {
            Turn turn = open.get(partition);
            if (turn != null) {
                turn.refusals.add(reason);
            }
        }

        private String path() {
            String query = request.queryString();
            return request.req().getRequestURI() + (query == null ? "" : "?" + query);
        }

        private Map<String, String> headers(List<Integer> partitions) {
            Map<String, String> headers = new TreeMap<>(Guard.credentials(request));
            String accept = request.header("Accept");
            if (accept != null) {
                headers.put("Accept", accept); // how much is told depends on it
            }
            headers.put(PARTITIONS, partitions.stream().map(String::valueOf).collect(Collectors.joining(",")));
            return headers;
        }
    }
}
