package io.menuflow.topology.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.calendar.BusinessCalendar.Moment;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.check.ItemSale;
import io.menuflow.models.sales.Tally;
import io.menuflow.topology.sales.CheckRow.Share;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CheckRowTest {

    private static final CheckRow ROW = new CheckRow(
            7,
            -5_000_000_000L,
            20_522,
            13,
            2,
            OrderType.TAKEOUT,
            List.of(
                    new Share("soup", new Tally(250_000, 300_000, 123_456, 1)),
                    new Share("caffè 🍲", new Tally(-100_000, -100_000, -70_000, 0))));

    @Test
    void shouldKeepWhatACheckAdds() {
        CheckRow row = CheckRow.of(
                7,
                -5_000_000_000L,
                new Moment(20_522, 13, 2, true),
                OrderType.TAKEOUT,
                List.of(
                        new ItemSale("soup", "Soup", "starters", new Tally(250_000, 300_000, 123_456, 1)),
                        new ItemSale("caffè 🍲", "Coffee", null, new Tally(-100_000, -100_000, -70_000, 0))));

        assertThat(row).isEqualTo(ROW);
        assertThat(row.withRevision(9).revision()).isEqualTo(9);
        assertThat(row.withRevision(9).withRevision(7)).isEqualTo(ROW);
    }

    @Property(tries = 300)
    void shouldBeReadBackFromItsBytes(
            @ForAll @LongRange(min = 0) long revision,
            @ForAll long content,
            @ForAll @IntRange(min = -100_000, max = 3_000_000) int day,
            @ForAll @IntRange(max = 23) int hour,
            @ForAll @IntRange(max = 15) int daypart,
            @ForAll OrderType orderType,
            @ForAll boolean voided) {
        CheckRow row = new CheckRow(revision, content, day, hour, daypart, orderType, voided ? List.of() : ROW.items());

        assertThat(CheckRow.of(row.toBytes())).isEqualTo(row);
    }

    /** Rows in running clusters look like this. */
    @Test
    void shouldKeepItsBytesOverReleases() {
        assertThat(HexFormat.of().formatHex(ROW.toBytes()))
                .isEqualTo(
                        "0107ffc7afa025d4c0020d020204736f7570c1843dc19a0c81921e020b63616666c3a820f09f8db20200ee1500");
    }

    @Test
    void shouldThrow_whenTheVersionIsUnknown() {
        byte[] bytes = ROW.toBytes();
        bytes[0] = 2;

        assertThatThrownBy(() -> CheckRow.of(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a check row of an unknown version: 2");
    }
}
