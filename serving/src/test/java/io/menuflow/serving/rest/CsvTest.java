package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
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
