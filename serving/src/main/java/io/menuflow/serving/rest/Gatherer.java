package io.menuflow.serving.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.serving.query.Answer;
import io.menuflow.serving.rest.FanOut.Collected;
import io.menuflow.serving.rest.FanOut.Missing;
import io.menuflow.serving.rest.GroupParts.Part;
import io.menuflow.serving.rest.GroupReader.Copy;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks for what every partition has of an answer, and adds it up. */
final class Gatherer {

    private static final String PARTS = "parts";

    private final FanOut fanOut;
    private final ObjectMapper mapper;

    Gatherer(FanOut fanOut, ObjectMapper mapper) {
        this.fanOut = fanOut;
        this.mapper = mapper;
    }

    /** What a node answers another one: what it has of each partition it was asked for, as it travels. */
    record PartsView(List<Object> parts, boolean stale, List<Missing> missing) {}

    /**
     * All parts together.
     *
     * @param part {@code none} when no partition has one
     */
    record Gathered<P>(P part, boolean stale, Collected all) {
        List<Missing> missing() {
            return all.missing();
        }
    }

    /**
     * The answer of the whole cluster; empty when this request is another node's question, which then is answered.
     *
     * @param type of a part, as it travels between nodes
     * @param none a part of nothing
     */
    <P extends Part<P>> Optional<Gathered<P>> gather(
            Context request, Class<P> type, P none, Function<Copy, Answer<P>> own) {
        Collected all = fanOut.collect(request, PARTS, (partition, standby) -> own.apply(new Copy(partition, standby))
                .map(List::of));
        if (Guard.hopped(request)) {
            request.json(new PartsView(all.elements(), all.stale(), all.missing()));
            return Optional.empty();
        }
        P sum = none;
        for (Object part : all.elements()) {
            sum = sum.plus(type.isInstance(part) ? type.cast(part) : read((JsonNode) part, type));
        }
        return Optional.of(new Gathered<>(sum, all.stale(), all));
    }

    private <P> P read(JsonNode part, Class<P> type) {
        try {
            return mapper.treeToValue(part, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("another node's part of an answer is not what this one knows", e);
        }
    }
}
