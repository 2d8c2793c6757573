package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.menuflow.models.check.Check;
import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.serving.rest.Problem.FieldError;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {

    private static final ObjectMapper MAPPER = RestApi.mapper();

    @Test
    void shouldReadEveryKindOfField() {
        JsonFields fields = fields(
                """
                {"text": "soup", "number": 1.50, "told": "2.50", "whole": 7, "int": 3, "yes": true,
                 "time": "2026-03-10T19:30:00+01:00", "date": "2026-03-10", "clock": "04:30", "kind": "open-item",
                 "map": {"a": "x", "b": 1.250, "c": false}, "nothing": null}
                """);

        assertThat(fields.text("text")).isEqualTo("soup");
        assertThat(fields.optionalDecimal("number")).isEqualByComparingTo("1.5");
        assertThat(fields.optionalDecimal("told")).isEqualTo(new BigDecimal("2.50"));
        assertThat(fields.whole("whole", 1)).isEqualTo(7);
        assertThat(fields.optionalInt("int", 3)).isEqualTo(3);
        assertThat(fields.bool("yes", false)).isTrue();
        assertThat(fields.instant("time")).isEqualTo(Instant.parse("2026-03-10T18:30:00Z"));
        assertThat(fields.optionalDate("date")).isEqualTo(LocalDate.parse("2026-03-10"));
        assertThat(fields.time("clock", "00:00")).isEqualTo(270);
        assertThat(fields.choice("kind", LineKind.class, LineKind.SALE, Enum::name))
                .isEqualTo(LineKind.OPEN_ITEM);
        assertThat(fields.texts("map", 3)).containsExactly(entry("a", "x"), entry("b", "1.25"), entry("c", "false"));
        assertThat(fields.optionalText("nothing")).isNull();
        assertThat(fields.has("nothing")).isFalse();
        fields.rejectUnknown();
        assertThat(fields.errors()).isEmpty();
    }

    @Test
    void shouldTakeTheFallback_whenAFieldIsMissing() {
        JsonFields fields = fields("{}");

        assertThat(fields.text("a", "b")).isEqualTo("b");
        assertThat(fields.decimal("a", BigDecimal.TEN)).isEqualTo(BigDecimal.TEN);
        assertThat(fields.whole("a", 5)).isEqualTo(5);
        assertThat(fields.bool("a", true)).isTrue();
        assertThat(fields.time("a", "01:01")).isEqualTo(61);
        assertThat(fields.choice("a", LineKind.class, LineKind.COMP, Enum::name))
                .isEqualTo(LineKind.COMP);
        assertThat(fields.list("a", 5, line -> line)).isEmpty();
        assertThat(fields.texts("a", 5)).isEmpty();
        assertThat(fields.optionalObject("a")).isNull();
        assertThat(fields.errors()).isEmpty();
    }

    @Test
    void shouldSayWhatIsRequired() {
        JsonFields fields = fields("{\"b\": null}");

        fields.text("a");
        fields.text("b");
        fields.decimal("c", null);
        fields.instant("d");

        assertThat(fields.errors())
                .containsExactly(
                        new FieldError("a", "is required"),
                        new FieldError("b", "is required"),
                        new FieldError("c", "is required"),
                        new FieldError("d", "is required"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text | 5 | must be a string",
                "text | {} | must be a string",
                "decimal | true | must be a number, or one in a string",
                "decimal | \"\" | must be a number, or one in a string",
                "decimal | \"1,5\" | must be a number, or one in a string",
                "decimal | \"NaN\" | must be a number, or one in a string",
                "decimal | [1] | must be a number, or one in a string",
                "decimal | 1e999999999 | must be a number of at most 40 digits, zeros included",
                "decimal | 1e-999999999 | must be a number of at most 40 digits, zeros included",
                "decimal | \"1e999999999\" | must be a number of at most 40 digits, zeros included",
                "decimal | \"0e-999999999\" | must be a number of at most 40 digits, zeros included",
                "decimal | \"1e99999999999\" | must be a number, or one in a string",
                "decimal | 11111111111111111111111111111111111111111 | must be a number of at most 40 digits, zeros included",
                "whole | 1.5 | must be a whole number, written in digits alone",
                "whole | \"1\" | must be a whole number",
                "whole | 9223372036854775808 | must be a whole number",
                "int | 2147483648 | must be a whole number up to 2147483647",
                "int | 1e9 | must be a whole number up to 2147483647, written in digits alone",
                "bounded | 1e12 | must be a whole number from 0 to 2147483647, written in digits alone",
                "bounded | 2147483648 | must be a whole number from 0 to 2147483647",
                "bounded | -1 | must be a whole number from 0 to 2147483647",
                "decimal | 1e400 | must be a number of at most 40 digits, zeros included",
                "bool | \"true\" | must be true or false",
                "instant | \"2026-03-10\" | must be a time with its offset, such as 2026-03-10T19:30:00Z, of the years 1900 to 9999",
                "instant | \"2026-03-10T19:30:00\" | must be a time with its offset, such as 2026-03-10T19:30:00Z, of the years 1900 to 9999",
                "instant | \"+999999999-01-01T00:00:00Z\" | must be a time with its offset, such as 2026-03-10T19:30:00Z, of the years 1900 to 9999",
                "date | \"2026-02-30\" | must be a date from 1900-01-01 to 9999-12-31, such as 2026-03-10",
                "date | \"1899-12-31\" | must be a date from 1900-01-01 to 9999-12-31, such as 2026-03-10",
                "date | \"+10000-01-01\" | must be a date from 1900-01-01 to 9999-12-31, such as 2026-03-10",
                "time | \"24:00\" | must be a time of day such as 04:00",
                "choice | \"gift\" | must be one of SALE, REFUND, COMP, WASTE, OPEN_ITEM",
                "list | {} | must be an array",
                "list | [1,2,3,4] | has 4 elements, the limit is 3",
                "texts | [] | must be an object of at most 1 fields"
            })
    void shouldNameTheFieldAndWhatWouldBeRight_whenAValueIsWrong(String kind, String value, String message) {
        JsonFields fields = fields("{\"x\": " + value + "}");

        switch (kind) {
            case "text" -> fields.optionalText("x");
            case "decimal" -> fields.decimal("x", null);
            case "whole" -> fields.whole("x", 1);
            case "int" -> fields.optionalInt("x", Integer.MAX_VALUE);
            case "bounded" -> fields.optionalInt("x", 0, Integer.MAX_VALUE);
            case "bool" -> fields.bool("x", true);
            case "instant" -> fields.instant("x");
            case "date" -> fields.optionalDate("x");
            case "time" -> fields.time("x", "00:00");
            case "choice" -> fields.choice("x", LineKind.class, LineKind.SALE, Enum::name);
            case "list" -> fields.list("x", 3, element -> element);
            default -> fields.texts("x", 1);
        }

        assertThat(fields.errors()).containsExactly(new FieldError("x", message));
    }

    @Test
    void shouldSayWhere_whenWhatIsWrongLiesDeep() {
        JsonFields fields = fields(
                """
                {"settings": {"band": "much", "extra": 1}, "tags": {"a": {}},
                 "lines": [{"id": "1"}, {"id": 2, "modifiers": [{"price": []}], "colour": "red"}, 7], "typo": 1}
                """);

        JsonFields settings = fields.optionalObject("settings");
        settings.optionalDecimal("band");
        settings.rejectUnknown();
        fields.texts("tags", 5);
        fields.list("lines", 5, line -> {
            line.optionalText("id");
            line.list("modifiers", 5, modifier -> modifier.optionalDecimal("price"));
            return line;
        });
        fields.rejectUnknown();

        assertThat(fields.errors())
                .extracting(FieldError::field)
                .containsExactly(
                        "settings.band",
                        "settings.extra",
                        "tags.a",
                        "lines[1].id",
                        "lines[1].modifiers[0].price",
                        "lines[1].colour",
                        "lines[2]",
                        "typo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"soup\"", "null"})
    void shouldSaySo_whenTheBodyIsNoObject(String json) {
        JsonFields fields = fields(json);

        fields.rejectUnknown();

        assertThat(fields.errors()).containsExactly(new FieldError("body", "must be a JSON object"));
    }

    @Test
    void shouldStopAtFiftyErrors() {
        StringBuilder json = new StringBuilder("{\"a\": 1");
        for (int i = 0; i < 100; i++) {
            json.append(", \"f").append(i).append("\": 1");
        }
        JsonFields fields = fields(json.append("}").toString());

        fields.rejectUnknown();

        assertThat(fields.errors()).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{\"a\":1} x", "{\"a\":", "{'a':1}"})
    void shouldNotParse_whenTheJsonIsAmbiguous(String json) {
        assertThatThrownBy(() -> MAPPER.readTree(json)).isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1e99999999999]", "[1e-99999999999]", "[-1.5e99999999999]"})
    void shouldNotParse_whenAnExponentDoesNotFit(String json) {
        assertThatThrownBy(() -> MAPPER.readTree(json)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void shouldNotParse_whenTheJsonIsDeepOrItsNumbersAreLong() {
        assertThatThrownBy(() -> MAPPER.readTree("[".repeat(51) + "]".repeat(51)))
                .isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> MAPPER.readTree("[" + "1".repeat(101) + "]"))
                .isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> MAPPER.readTree("[\"" + "x".repeat(100_001) + "\"]"))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void shouldFillIn_whenATransactionTellsLittle() {
        JsonFields fields = fields(
                """
                {"transaction_id": "t-1", "closed_at": "2026-03-10T12:00:00Z", "lines": [
                  {"item_id": "soup", "unit_list_price": 4.5},
                  {"item_id": "wine", "net_amount": "7.25", "quantity": "0.5", "kind": "refund"}]}
                """);

        Check check = CheckJson.read(fields, "roma", "EUR");

        assertThat(fields.errors()).isEmpty();
        assertThat(check.source()).isEqualTo("api");
        assertThat(check.revision()).isEqualTo(1);
        assertThat(check.restaurantId()).isEqualTo("roma");
        assertThat(check.currency()).isEqualTo("EUR");
        assertThat(check.orderType()).isEqualTo(OrderType.UNKNOWN);
        assertThat(check.state()).isEqualTo(Check.State.CLOSED);
        assertThat(check.lines()).extracting(Check.Line::lineId).containsExactly("1", "2");
        assertThat(check.lines()).extracting(Check.Line::itemName).containsExactly("soup", "wine");
        assertThat(check.lines().get(0).quantity()).isEqualByComparingTo("1");
        assertThat(check.lines().get(1).unitListPrice()).isZero();
        assertThat(check.lines().get(1).kind()).isEqualTo(LineKind.REFUND);
    }

    @Test
    void shouldNameEveryFieldOfATransaction_whenEverythingIsWrong() {
        JsonFields fields = fields(
                """
                {"restaurant_id": "milano", "closed_at": "noon", "state": "open", "guests": 1.5, "tip": "lots",
                 "lines": [{"quantity": "x", "modifiers": [{"price": "y"}]}], "waiter": "Bob"}
                """);

        CheckJson.read(fields, "roma", "EUR");

        assertThat(fields.errors())
                .extracting(FieldError::field)
                .containsExactly(
                        "restaurant_id",
                        "transaction_id",
                        "closed_at",
                        "state",
                        "guests",
                        "lines[0].item_id",
                        "lines[0].quantity",
                        "lines[0].unit_list_price",
                        "lines[0].modifiers[0].name",
                        "lines[0].modifiers[0].price",
                        "tip",
                        "waiter");
        assertThat(fields.errors().get(0).message()).isEqualTo("is 'milano' where the path says 'roma'");
    }

    private static JsonFields fields(String json) {
        try {
            return JsonFields.of(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
