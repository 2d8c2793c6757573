package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.schemas.avro.DatedAmount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-29");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                          | 5  | 1970-01-01=5",
                "1970-01-01=10               | 10 | 1970-01-01=10",
                "1970-01-01=10               | 11 | 1970-01-01=10 2026-11-29=11",
                "2026-11-29=10               | 11 | 2026-11-29=11",
                "1970-01-01=10 2027-01-01=12 | 11 | 1970-01-01=10 2026-11-29=11 2027-01-01=12",
                "1970-01-01=10 2027-01-01=12 | 10 | 1970-01-01=10 2027-01-01=12",
                "1970-01-01=10 2027-01-01=12 | 12 | 1970-01-01=10 2026-11-29=12 2027-01-01=12",
                "2027-01-01=12               | 5  | 1970-01-01=5 2027-01-01=12",
            })
    void shouldChangeWhatHoldsToday_andKeepWhatIsPlanned(String before, String amount, String after) {
        assertThat(Amounts.changed(amounts(before), new BigDecimal(amount), TODAY))
                .isEqualTo(amounts(after));
    }

    @Test
    void shouldTellWhatHoldsOnADay_notWhatIsPlanned() {
        List<DatedAmount> amounts = amounts("2026-01-01=10 2027-01-01=12");

        assertThat(Amounts.inForce(amounts, TODAY)).isEqualTo(amounts.get(0));
        assertThat(Amounts.inForce(amounts, LocalDate.parse("2027-01-01"))).isEqualTo(amounts.get(1));
        assertThat(Amounts.inForce(amounts, LocalDate.parse("2025-12-31"))).isNull();
    }

    private static List<DatedAmount> amounts(String text) {
        return Arrays.stream(text.split(" "))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> entry.split("="))
                .map(entry -> Amounts.of(LocalDate.parse(entry[0]), new BigDecimal(entry[1])))
                .collect(Collectors.toList());
    }
}
