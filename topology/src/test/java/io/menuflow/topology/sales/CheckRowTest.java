package io.menuflow.topology.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.models.calendar.BusinessCalendar.Moment;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.check.ItemSale;
import io.menuflow.models.sales.AtPrice;
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

    private static final List<AtPrice> PRICES = List.of(new AtPrice(45_000, 150_000), new AtPrice(60_050, 100_000));

    private static final Tally OPEN = new Tally(50_000, 50_000, 43_210, 1);

    private static final CheckRow ROW = new CheckRow(
            7,
            -5_000_000_000L,
            20_522,
            20_523,
            13,
            2,
            OrderType.TAKEOUT,
            List.of(
                    new Share("soup", new Tally(250_000, 300_000, 123_456, 1), PRICES),
                    new Share("caffè 🍲", new Tally(-100_000, -100_000, -70_000, 0), List.of())));

    @Test
    void shouldKeepWhatACheckAdds() {
        CheckRow row = CheckRow.of(
                7,
                -5_000_000_000L,
                new Moment(20_522, 13, 2, true),
                20_523,
                OrderType.TAKEOUT,
                List.of(
                        new ItemSale("soup", "Soup", "starters", new Tally(250_000, 300_000, 123_456, 1), PRICES),
                        new ItemSale("caffè 🍲", "Coffee", null, new Tally(-100_000, -100_000, -70_000, 0), List.of())),
                OPEN);

        assertThat(row).isEqualTo(with(OPEN));
    }

    /** Most checks have none, and are written as they were. */
    private static CheckRow with(Tally openItems) {
        return new CheckRow(
                ROW.revision(),
                ROW.content(),
                ROW.day(),
                ROW.arrivedOn(),
                ROW.hour(),
                ROW.daypart(),
                ROW.orderType(),
                ROW.items(),
                openItems);
    }

    @Test
    void shouldKeepItsOpenItems_untilTheyLeaveTheHistory() {
        CheckRow row = with(OPEN);

        assertThat(CheckRow.of(row.toBytes())).isEqualTo(row);
        assertThat(row.toBytes()[0]).isEqualTo((byte) 4);
        assertThat(row.toldBy(ROW).openItems()).isEqualTo(OPEN);
        assertThat(row.from(20_523).openItems()).isEqualTo(Tally.ZERO);
    }

    @Test
    void shouldKeepWhatItAdds_whenToldAgain() {
        CheckRow again = new CheckRow(9, 0, 1, 20_524, 1, 1, OrderType.OTHER, List.of());

        assertThat(ROW.toldBy(again))
                .isEqualTo(new CheckRow(
                        9, ROW.content(), ROW.day(), 20_524, ROW.hour(), ROW.daypart(), ROW.orderType(), ROW.items()));
    }

    @Test
    void shouldLoseItsItemsFirstAndThenAll_whenTheHistoryMovesOn() {
        assertThat(ROW.from(20_522)).isSameAs(ROW);

        CheckRow remembered = ROW.from(20_523);

        assertThat(remembered)
                .isEqualTo(new CheckRow(
                        7, ROW.content(), 20_522, 20_523, ROW.hour(), ROW.daypart(), ROW.orderType(), List.of()));
        assertThat(remembered.from(20_523)).isSameAs(remembered);
        assertThat(ROW.from(20_524)).isNull();
    }

    @Property(tries = 300)
    void shouldBeReadBackFromItsBytes(
            @ForAll @LongRange(min = 0) long revision,
            @ForAll long content,
            @ForAll @IntRange(min = -100_000, max = 3_000_000) int day,
            @ForAll @IntRange(min = -1, max = 3_000_000) int arrived,
            @ForAll @IntRange(max = 23) int hour,
            @ForAll @IntRange(max = 15) int daypart,
            @ForAll OrderType orderType,
            @ForAll boolean voided) {
        CheckRow row = new CheckRow(
                revision, content, day, day + arrived, hour, daypart, orderType, voided ? List.of() : ROW.items());

        assertThat(CheckRow.of(row.toBytes())).isEqualTo(row);
    }

    /** Rows in running clusters look like this. */
    @Test
    void shouldKeepItsBytesOverReleases() {
        assertThat(HexFormat.of().formatHex(ROW.toBytes()))
                .isEqualTo(
                        "0307ffc7afa025d4c002020d020204736f7570c1843dc19a0c81921e0202880ec1cf24a9d603040b63616666c3a820f09f8db20200ee150000");
    }

    @Test
    void shouldBeRead_whenItTellsNoListPrices() {
        byte[] bytes = HexFormat.of()
                .parseHex(
                        "0207ffc7afa025d4c002020d020204736f7570c1843dc19a0c81921e020b63616666c3a820f09f8db20200ee1500");

        assertThat(CheckRow.of(bytes)).isEqualTo(withoutPrices(20_523));
    }

    private static CheckRow withoutPrices(int arrivedOn) {
        List<Share> items = ROW.items().stream()
                .map(item -> new Share(item.itemId(), item.tally(), List.of()))
                .toList();
        return new CheckRow(7, ROW.content(), 20_522, arrivedOn, ROW.hour(), ROW.daypart(), ROW.orderType(), items);
    }

    @Test
    void shouldBeRead_whenItDoesNotTellWhenItArrived() {
        byte[] bytes = HexFormat.of()
                .parseHex("0107ffc7afa025d4c0020d020204736f7570c1843dc19a0c81921e020b63616666c3a820f09f8db20200ee1500");

        assertThat(CheckRow.of(bytes)).isEqualTo(withoutPrices(20_522));
    }

    @Test
    void shouldThrow_whenTheVersionIsUnknown() {
        byte[] bytes = ROW.toBytes();
        bytes[0] = 5;

        assertThatThrownBy(() -> CheckRow.of(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a check row of an unknown version: 5");
    }
}
