package io.menuflow.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.outlook.Labels;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TimeSplitTest {

    private static final int SUNDAY = 20_002;

    @Property(tries = 300)
    void shouldLetNoDayIntoLabelsOfTwoParts(@ForAll @IntRange(min = 22, max = 600) int weeks) {
        List<Row> rows = weekly(weeks);

        TimeSplit split = TimeSplit.of(rows);

        List<DayRange> parts = List.of(split.train(), split.validation(), split.test());
        for (int i = 1; i < parts.size(); i++) {
            DayRange before = Labels.window(parts.get(i - 1).last());
            DayRange after = Labels.window(parts.get(i).first());
            assertThat(after.first()).isGreaterThan(before.last());
        }
        assertThat(split.trainedUntil()).isLessThanOrEqualTo(split.test().first());
        assertThat(split.train().first()).isEqualTo(SUNDAY);
        assertThat(split.test().last()).isEqualTo(SUNDAY + 7 * (weeks - 1));
        int kept =
                parts.stream().mapToInt(part -> TimeSplit.in(part, rows).size()).sum();
        assertThat(kept).isEqualTo(weeks - 6);
        assertThat(TimeSplit.in(split.train(), rows)).hasSizeGreaterThanOrEqualTo(8);
        assertThat(TimeSplit.in(split.validation(), rows)).hasSizeGreaterThanOrEqualTo(4);
        assertThat(TimeSplit.in(split.test(), rows)).hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void shouldRefuse_whenThereAreTooFewWeeks() {
        assertThatThrownBy(() -> TimeSplit.of(weekly(21)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("21 weeks")
                .hasMessageContaining("needs 22")
                .hasMessageContaining("210 days");
    }

    @Test
    void shouldTakeTwoPerFive_whenThereIsPlenty() {
        TimeSplit split = TimeSplit.of(weekly(106));

        assertThat(TimeSplit.in(split.train(), weekly(106))).hasSize(60);
        assertThat(TimeSplit.in(split.validation(), weekly(106))).hasSize(20);
        assertThat(TimeSplit.in(split.test(), weekly(106))).hasSize(20);
    }

    private static List<Row> weekly(int weeks) {
        return IntStream.range(0, weeks)
                .mapToObj(week -> Rows.row("a", SUNDAY + 7 * week, "x", 0, 0))
                .toList();
    }
}
