package io.menuflow.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeNotationTest {

    @Test
    void shouldBeLocalToTheZone_whenThereIsNoOffset() {
        assertThat(london("dd/MM/yyyy HH:mm").parse("03/08/2019 20:25")).isEqualTo("2019-08-03T19:25:00Z");
        assertThat(london("dd/MM/uuuu HH:mm").parse("03/01/2019 20:25")).isEqualTo("2019-01-03T20:25:00Z");
    }

    @Test
    void shouldMoveOnByTheGap_whenDaylightSavingSkipsTheTime() {
        assertThat(london("yyyy-MM-dd HH:mm").parse("2024-03-31 01:30")).isEqualTo("2024-03-31T01:30:00Z");
    }

    @Test
    void shouldTakeTheEarlier_whenDaylightSavingRepeatsTheTime() {
        assertThat(london("yyyy-MM-dd HH:mm").parse("2024-10-27 01:30")).isEqualTo("2024-10-27T00:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/06/2019 20:25", "29/02/2019 20:25", "03/08/2019 24:00", "3/8/2019 20:25", "", "x"})
    void shouldRefuse_whenThereIsNoSuchTime(String text) {
        assertThat(london("dd/MM/yyyy HH:mm").parse(text)).isNull();
    }

    @Test
    void shouldTryPatternsInOrder_whenThereAreSeveral() {
        TimeNotation notation = london("dd/MM/yyyy HH:mm", "MM/dd/yyyy HH:mm", "d MMM yy h:mm a");

        assertThat(notation.parse("02/01/2024 10:00")).isEqualTo("2024-01-02T10:00:00Z");
        assertThat(notation.parse("01/20/2024 10:00")).isEqualTo("2024-01-20T10:00:00Z");
        assertThat(notation.parse("5 JAN 24 3:07 pm")).isEqualTo("2024-01-05T15:07:00Z");
    }

    @Test
    void shouldKeepTheOffset_whenThePatternHasOne() {
        assertThat(london("uuuu-MM-dd'T'HH:mm:ssXXX").parse("2024-07-01T10:00:00+05:30"))
                .isEqualTo("2024-07-01T04:30:00Z");
    }

    @Test
    void shouldBeginTheBusinessDay_whenThereIsOnlyADate() {
        assertThat(london("yyyyMMdd").parse("20240101")).isEqualTo("2024-01-01T04:00:00Z");
    }

    @Test
    void shouldCountFrom1970_whenTheTimeIsAnEpoch() {
        assertThat(london("epoch_seconds").parse("1700000000")).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(london("epoch_millis").parse("1700000000123")).isEqualTo("2023-11-14T22:13:20.123Z");
        assertThat(london("epoch_millis").parse("soon")).isNull();
        assertThat(london("epoch_seconds").parse("9223372036854775807")).isNull();
    }

    private static TimeNotation london(String... patterns) {
        return new TimeNotation(
                Arrays.stream(patterns).map(TimeNotation::pattern).toList(),
                ZoneId.of("Europe/London"),
                LocalTime.of(4, 0));
    }
}
