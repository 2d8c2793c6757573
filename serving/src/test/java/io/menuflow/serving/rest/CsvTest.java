package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+49 30 1", "-12", "@sum", "\tx", "\rx", "\nx", "\uFF1D1+1", "\uFF20x", "'=1", "''=1"})
    void shouldPutAFormulaBehindAnApostrophe_andTakeItAwayAgain(String text) {
        assertThat(Csv.safe(text)).isEqualTo("'" + text);
        assertThat(Csv.unsafe(Csv.safe(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'", "''", "Soup", "'Soup", "7-up", "a=b", "Crème brûlée"})
    void shouldLeaveOtherTextsAsTheyAre(String text) {
        assertThat(Csv.safe(text)).isEqualTo(text);
        assertThat(Csv.unsafe(text)).isEqualTo(text);
    }

    @Test
    void shouldWriteNumbersAsTheyAreInJson() {
        Map<String, Object> sold = new TreeMap<>();
        sold.put("price", Numbers.money(new BigDecimal("8.5"), 2));
        sold.put("revenue", Numbers.money(new BigDecimal("1000"), 2));
        sold.put("quantity", Numbers.quantity(new BigDecimal("4.50")));
        sold.put("change", Map.of("price", Numbers.money(new BigDecimal("0.12345"), 2)));
        Object row = Csv.with(RestApi.mapper(), sold, "window", Map.of("days", 28));

        assertThat(Csv.rows(
                        RestApi.mapper(),
                        Csv.Columns.of("price", "revenue", "quantity", "change/price", "window/days"),
                        List.of(row)))
                .containsExactly(List.of("8.50", "1000.00", "4.5", "0.1234", "28"));
    }

    @Test
    void shouldReadBackWhateverItWrote() {
        Random random = new Random(4);

        for (int i = 0; i < 2_000; i++) {
            String text = random.ints(random.nextInt(6), 0, 7)
                    .mapToObj(at -> String.valueOf("'=+-@ax".charAt(at)))
                    .reduce("", String::concat);
            assertThat(Csv.unsafe(Csv.safe(text))).isEqualTo(text);
        }
    }
}
