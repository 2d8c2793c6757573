package io.menuflow.models.training;

import static io.menuflow.models.training.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.calendar.DayRange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataChecksTest {

    private static final TimeSplit SPLIT =
            new TimeSplit(new DayRange(0, 70), new DayRange(98, 119), new DayRange(147, 168));
    private static final int TODAY = 20_100;
    private static final List<String> NAMES = List.of("one", "two", "three");

    @Test
    void shouldRefuse_whenThereIsNobody() {
        refuses("there is no restaurant with sales", 0);
    }

    @Test
    void shouldRefuse_whenNobodyIsOldEnough() {
        refuses("3 restaurants have no item with four weeks of sales before and after", 3);
    }

    @Test
    void shouldRefuse_whenAnItemIsThereTwice() {
        refuses(
                "item x of a is there twice at 2024-10-04",
                1,
                row("a", 20_000, "x", 0, 0),
                row("a", 20_000, "x", 1, 1));
    }

    @Test
    void shouldRefuse_whenOneRestaurantIsACopyOfAnother() {
        refuses(
                "have the same items with the same sales",
                2,
                row("a", 20_000, "x", 0, 0, 1, 2),
                row("a", 20_000, "y", 0, 0, 3, 4),
                row("b", 20_000, "x", 0, 0, 1, 2),
                row("b", 20_000, "y", 0, 0, 3, 4));
    }

    @Test
    void shouldRefuse_whenDaysAreToCome() {
        refuses("sales of days to come", 1, row("a", TODAY + 1, "x", 0, 0));
    }

    @Test
    void shouldPass_whenNothingIsWrong() {
        Dataset data = new Dataset(List.of(), 2, List.of(row("a", TODAY, "x", 0, 0, 1), row("b", TODAY, "x", 0, 0, 2)));

        assertThatCode(() -> DataChecks.check(data, TODAY)).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuse_whenThereAreTooFewRows() {
        assertThatThrownBy(() -> DataChecks.check(SPLIT, rows(199), rows(50), rows(50), NAMES))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("there are 199 rows to learn from, at least 200 are needed");
        assertThatThrownBy(() -> DataChecks.check(SPLIT, rows(200), rows(50), rows(49), NAMES))
                .hasMessageStartingWith("there are 49 rows to report on, at least 50 are needed");
    }

    @Test
    void shouldRefuse_whenAllBecomeTheSame() {
        List<Row> dogs = rows(200).stream()
                .map(row -> row(row.restaurant(), row.closedDay(), row.itemId(), row.state(), 3, row.features()))
                .toList();

        assertThatThrownBy(() -> DataChecks.check(SPLIT, dogs, rows(50), rows(50), NAMES))
                .isInstanceOf(RefusedException.class)
                .hasMessage("of 200 items all become DOG: there is nothing to tell apart");
    }

    @Test
    void shouldWarn_whenFeaturesSayNothingOrClassesAreMissing() {
        List<String> warnings = DataChecks.check(SPLIT, rows(200), rows(50), rows(50), NAMES);

        assertThat(warnings)
                .containsExactly(
                        "no item to learn from becomes PUZZLE",
                        "no item to learn from becomes DOG",
                        "intervals speak of the weeks of 1 restaurant, not of others",
                        "missing in all rows to learn from: two",
                        "the same in all rows to learn from: three");
    }

    private static List<Row> rows(int count) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row("a", 20_000, "i" + i, 0, i % 2, i, Float.NaN, 7));
        }
        return rows;
    }

    private static void refuses(String words, int restaurants, Row... rows) {
        assertThatThrownBy(() -> DataChecks.check(new Dataset(List.of(), restaurants, List.of(rows)), TODAY))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(words);
    }
}
