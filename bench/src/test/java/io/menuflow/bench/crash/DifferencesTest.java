package io.menuflow.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.menuflow.bench.crash.Differences.Difference;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final Differences differences = new Differences();

    @Test
    void shouldNameRestaurantItemFieldAndBothValues_whenANumberDiffersInItsLastDigit() throws JsonProcessingException {
        differences.compare(
                "GET /v1/restaurants/roma/items",
                json("{'items': [{'item_id': 'tea', 'revenue': 0.1001}]}"),
                json("{'items': [{'item_id': 'tea', 'revenue': 0.1002}]}"));

        assertThat(differences.first())
                .containsExactly(
                        new Difference("GET /v1/restaurants/roma/items", ".items[tea].revenue", "0.1001", "0.1002"));
    }

    @Test
    void shouldTakeNumbersByValue_andNullForAbsent() throws JsonProcessingException {
        differences.compare("answer", json("{'a': 1.50, 'b': null, 'c': 3}"), json("{'a': 1.5, 'c': 3.0, 'd': null}"));

        assertThat(differences.count()).isZero();
        assertThat(differences.compared()).isEqualTo(4);
    }

    @Test
    void shouldFindAFieldNobodyRecomputes() throws JsonProcessingException {
        differences.compare("answer", json("{'a': 1, 'outlook': {'next': 'STAR'}}"), json("{'a': 1}"));

        assertThat(differences.first())
                .singleElement()
                .hasToString("""
                answer  .outlook: got {"next":"STAR"}, expected \
                """);
    }

    @Test
    void shouldFindAnElementTooMany() throws JsonProcessingException {
        differences.compare("answer", json("{'items': [1, 2, 3]}"), json("{'items': [1, 2]}"));

        assertThat(differences.first()).containsExactly(new Difference("answer", ".items.length", "3", "2"));
    }

    @Test
    void shouldFindWhatIsMissingAndWhatIsTooMuch_whenMapsAreCompared() {
        differences.compare(
                "letters", Map.of("a@1", "TOO_OLD", "a@2", "FUTURE"), Map.of("a@2", "FUTURE", "a@3", "BAD_ID"));

        assertThat(differences.first())
                .containsExactly(
                        new Difference("letters", "a@1", "TOO_OLD", null),
                        new Difference("letters", "a@3", null, "BAD_ID"));
    }

    @Test
    void shouldCountAll_andKeepTheFirstFifty() {
        for (int i = 0; i < 120; i++) {
            differences.compare("where", "field " + i, i, i + 1);
        }

        assertThat(differences.count()).isEqualTo(120);
        assertThat(differences.first()).hasSize(50);
        assertThat(differences.first().get(49).field()).isEqualTo("field 49");
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
