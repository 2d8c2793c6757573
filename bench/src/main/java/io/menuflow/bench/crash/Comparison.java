package io.menuflow.bench.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.bench.crash.recompute.Questions;
import io.menuflow.bench.crash.recompute.Recompute;
import io.menuflow.schemas.Topic;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.DemandForecast;
import io.menuflow.schemas.avro.PriceRecommendation;
import io.menuflow.topology.arrival.DeadLetter;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Holds everything a cluster at rest says against the recompute. */
final class Comparison {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final LogReader log;
    private final Topics topics;
    private final Recompute recompute;
    private final Questions questions;
    private final Differences differences;

    Comparison(LogReader log, Topics topics, Recompute recompute, Differences differences) {
        this.log = log;
        this.topics = topics;
        this.recompute = recompute;
        this.questions = new Questions(recompute);
        this.differences = differences;
    }

    /** Asks {@code node} every question; {@code when} names the moment in what is reported. */
    void rest(CrashingNode node, String when) {
        questions.ask((path, expected) -> {
            HttpResponse<String> response = node.get(path);
            String where = when + " GET " + path;
            differences.compare(where, "status", response.statusCode(), expected.status());
            ObjectNode body = expected.body();
            if (body != null && response.statusCode() == expected.status()) {
                differences.compare(where, read(response.body()), body);
            }
        });
    }

    private static ObjectNode read(String body) {
        try {
            ObjectNode answer = (ObjectNode) JSON.readTree(body);
            answer.remove("feed_age_s"); // the wall clock's
            answer.remove("outlook"); // words, and numbers that are compared on item-classifications
            answer.remove("explanation"); // not asked for
            answer.path("items").forEach(Comparison::removeOutlook);
            removeOutlook(answer.path("item"));
            return answer;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + body, e);
        }
    }

    private static void removeOutlook(JsonNode item) {
        if (item instanceof ObjectNode fields) {
            fields.remove("outlook");
        }
    }

    /** The last record of every key of {@code item-classifications}. */
    void classifications() {
        compacted(topics.classifications(), questions.published());
    }

    /** The last record of every key of {@code item-sales-daily}; returns how many there are. */
    long closedDays() {
        return compacted(topics.itemDays(), questions.closedDays());
    }

    /** The last record of every key of what is made at day closes. */
    void dayCloses() {
        Map<String, DemandForecast> forecasts = new TreeMap<>();
        Map<String, PriceRecommendation> prices = new TreeMap<>();
        questions.closes(forecasts, prices);
        compacted(topics.forecasts(), forecasts);
        compacted(topics.prices(), prices);
    }

    /** What a topic is compacted to, field by field. */
    private <V extends SpecificRecord> long compacted(Topic<String, V> topic, Map<String, V> expected) {
        Map<String, V> published = new TreeMap<>();
        log.read(topic.name(), record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                published.remove(key);
            } else {
                published.put(key, topic.valueSerde().deserializer().deserialize(topic.name(), record.value()));
            }
        });
        differences.compare(topic.name(), "records", published.size(), expected.size());
        Map<String, V> all = new TreeMap<>(published);
        all.putAll(expected);
        for (String key : all.keySet()) {
            V got = published.get(key);
            V want = expected.get(key);
            String where = topic.name() + " " + key;
            if (got == null || want == null) {
                differences.compare(where, "record", got, want);
            } else {
                for (Schema.Field field : got.getSchema().getFields()) {
                    differences.compare(where, field.name(), got.get(field.pos()), want.get(field.pos()));
                }
            }
        }
        return published.size();
    }

    /** Every dead letter: none lost, none doubled, each for the right reason. */
    long deadLetters() {
        Map<String, String> got = new TreeMap<>();
        log.read(topics.deadLetters().name(), letter -> {
            String reason = DeadLetter.text(letter.headers(), DeadLetter.REASON);
            got.merge(origin(letter.headers()), reason, (a, b) -> a + " and again " + b);
        });
        differences.compare(topics.deadLetters().name(), got, recompute.deadLetters());
        return got.size();
    }

    /** Every record that stood in the wrong partition: brought home once. */
    void strays() {
        Map<String, Integer> got = new TreeMap<>();
        log.read(topics.strays().name(), stray -> got.merge(origin(stray.headers()), 1, Integer::sum));
        Map<String, Integer> expected = new HashMap<>();
        recompute.strays().forEach(place -> expected.put(place, 1));
        differences.compare(topics.strays().name(), got, expected);
    }

    private static String origin(Headers headers) {
        return DeadLetter.text(headers, DeadLetter.TOPIC) + "-" + DeadLetter.text(headers, DeadLetter.PARTITION) + "@"
                + DeadLetter.text(headers, DeadLetter.OFFSET);
    }

    /** The last value of every key of an input that is compacted: what was said last. */
    void input(String topic, Map<String, byte[]> said) {
        Map<String, String> last = new TreeMap<>();
        log.readWhole(topic, record -> last.put(Sender.name(record.partition(), record.key()), hex(record.value())));
        Map<String, String> expected = new TreeMap<>();
        said.forEach((key, value) -> expected.put(key, hex(value)));
        differences.compare(topic, last, expected);
    }

    private static String hex(byte @Nullable [] value) {
        return value == null ? "nothing" : HexFormat.of().formatHex(value);
    }
}
