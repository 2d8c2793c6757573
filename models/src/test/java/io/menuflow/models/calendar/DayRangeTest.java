package io.menuflow.models.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DayRangeTest {

    @Test
    void shouldIncludeBothEnds_whenItEndsWithADay() {
        DayRange window = DayRange.endingWith(127, 28);

        assertThat(window).isEqualTo(new DayRange(100, 127));
        assertThat(window.days()).isEqualTo(28);
        assertThat(window.contains(99)).isFalse();
        assertThat(window.contains(100)).isTrue();
        assertThat(window.contains(127)).isTrue();
        assertThat(window.contains(128)).isFalse();
    }

    @Test
    void shouldSayItsDates_whenAsked() {
        DayRange window = new DayRange((int) LocalDate.parse("2026-02-27").toEpochDay(), (int)
                LocalDate.parse("2026-03-02").toEpochDay());

        assertThat(window.from()).isEqualTo("2026-02-27");
        assertThat(window.to()).isEqualTo("2026-03-02");
        assertThat(window.days()).isEqualTo(4);
    }

    @Test
    void shouldRefuse_whenItsEndIsBeforeItsStart() {
        assertThat(new DayRange(5, 5).days()).isEqualTo(1);
        assertThatThrownBy(() -> new DayRange(6, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a window from 6 to 5 has no day");
    }
}
