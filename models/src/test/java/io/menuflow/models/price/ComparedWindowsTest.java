package io.menuflow.models.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.calendar.DayRange;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days since 1970-01-01; kept from 100, the latest sale on 500, by the clock it is 503. */
class ComparedWindowsTest {

    @Test
    void shouldWarnOfNothing_whenTwoWindowsFollowEachOther() {
        assertThat(warnings(472, 499, 444, 471, 100)).isEmpty();
        assertThat(warnings(495, 499, 488, 492, 100)).as("the same weekdays").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "470 | 497 | 460 | 487 | The windows overlap: 18 days in both",
                "490 | 496 | 462 | 489 | The windows differ in length, 7 days against 28 days: part of the change is that",
                "490 | 490 | 480 | 480 | The windows do not have the same weekdays",
                "400 | 406 | 407 | 413 | The window is held against a later one: what is told is the way back",
                "487 | 500 | 473 | 486 | The last sale known is of 1971-05-16, a day of `window`: that day counts as far as it is"
                        + " known, later ones as without sales",
                "501 | 503 | 494 | 496 | `window` is after the last sale known, of 1971-05-16",
                "450 | 477 | 190 | 217 | The first sale was on 1970-07-20: 10 days of `against` before it count nothing",
            })
    void shouldWarn_ofWhatMakesThemDiffer(int first, int last, int firstThen, int lastThen, String warning) {
        assertThat(warnings(first, last, firstThen, lastThen, 200)).containsExactly(warning);
    }

    @Test
    void shouldSayWhereTheHistoryBegins_whenOlderDaysWereSoldButAreNotKept() {
        assertThat(warnings(150, 170, 92, 112, 20))
                .containsExactly("The history begins on 1970-04-11: 8 days of `against` before it count nothing");
    }

    @ParameterizedTest
    @CsvSource({
        "497, 503, 490, 496, true",
        "497, 504, 490, 496, false",
        "490, 496, 497, 504, false",
        "107, 113, 94, 99, false"
    })
    void shouldTellWhatCanBeTold(int first, int last, int firstThen, int lastThen, boolean tellable) {
        assertThat(windows(first, last, firstThen, lastThen).canBeTold()).isEqualTo(tellable);
    }

    private static List<String> warnings(int first, int last, int firstThen, int lastThen, int firstSold) {
        return windows(first, last, firstThen, lastThen).warnings(firstSold);
    }

    private static ComparedWindows windows(int first, int last, int firstThen, int lastThen) {
        return new ComparedWindows(new DayRange(first, last), new DayRange(firstThen, lastThen), 100, 500, 503);
    }
}
