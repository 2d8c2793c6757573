package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.menuflow.serving.rest.Problem.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    private static final String LIMITS =
            "it is beyond the limits: 50 levels of nesting, 100 characters a number, 100000 a string";

    @Test
    void shouldReadOneValue() {
        assertThat(JsonBody.read(RestApi.mapper(), utf8(" {\"price\": 1.50}\n "))
                        .path("price")
                        .decimalValue())
                .isEqualByComparingTo("1.50");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{ | 1, column 2: it ends before it is complete",
                "{\"a\":  | 1, column 6: it ends before it is complete",
                "{\"a\": \"b | 1, column 9: it ends before it is complete",
                "{\"a\": tru | 1, column 7: Unrecognized token 'tru': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
                "{\"a\": NaN} | 1, column 10: Non-standard token 'NaN'",
                "[-Infinity] | 1, column 11: Non-standard token '-Infinity'",
                "[+1] | 1, column 3: Unexpected character ('+' (code 43)) in numeric value: JSON spec does not allow numbers to have plus signs",
                "[.5] | 1, column 2: Unexpected character ('.' (code 46)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
                "[01] | 1, column 3: Invalid numeric value: Leading zeroes not allowed",
                "{a: 1} | 1, column 2: Unexpected character ('a' (code 97)): was expecting double-quote to start field name",
                "{'a': 1} | 1, column 2: Unexpected character (''' (code 39)): was expecting double-quote to start field name",
                "{} // no | 1, column 4: Unexpected character ('/' (code 47))",
                "[1 2] | 1, column 4: Unexpected character ('2' (code 50)): was expecting comma to separate Array entries",
                "{} [] | 1, column 4: something follows its end",
                "{\"a\": 1, \"a\": 2} | 1, column 13: Duplicate field 'a'",
                "[1e99999999999] | 1, column 2: a number's exponent is too large",
                "<html> | 1, column 1: Unexpected character ('<' (code 60)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')",
                "]  | 1, column 1: Unexpected close marker ']': no open Array to close",
                "{\"a\": 1] | 1, column 8: Unexpected close marker ']': expected '}'",
            })
    void shouldSayWhereAndWhy_whenItIsNoJson(String body, String message) {
        assertThat(refusal(utf8(body))).isEqualTo("the body is not valid JSON at line " + message);
    }

    @Test
    void shouldSayTheLimits_whenItIsBeyondThem() {
        assertThat(refusal(utf8("[".repeat(51)))).endsWith(", column 52: " + LIMITS);
        assertThat(refusal(utf8("[" + "1".repeat(101) + "]"))).endsWith(LIMITS);
        assertThat(refusal(utf8("[\"" + "x".repeat(100_001) + "\"]"))).endsWith(LIMITS);
    }

    @Test
    void shouldNameTheLine_whenThereAreMany() {
        assertThat(refusal(utf8("{\n\n  \"a\": }"))).startsWith("the body is not valid JSON at line 3, column 8: ");
    }

    @Test
    void shouldSaySo_whenItIsNotUtf8() {
        assertThat(refusal(new byte[] {'"', (byte) 0xFF, '"'}))
                .contains("line 1, column")
                .contains("UTF-8");
        assertThat(refusal(new byte[] {0, 0, 0, '"', 0x7F, 0, 0, 0})).contains("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\n"})
    void shouldSaySo_whenThereIsNone(String body) {
        assertThat(refusal(utf8(body))).isEqualTo("the request has no body; it must be JSON");
    }

    private static String refusal(byte[] body) {
        String detail = catchThrowableOfType(ProblemException.class, () -> JsonBody.read(RestApi.mapper(), body))
                .problem()
                .detail();
        assertThat(detail).doesNotContain("`", "Feature", "Source", "Stream", "(byte[])");
        return detail;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
