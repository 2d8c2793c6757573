package io.menuflow.models.sales;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.calendar.BusinessCalendar;
import io.menuflow.models.check.Check.OrderType;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlotTest {

    @Test
    void shouldTellOrderTypeAndDaypart_whenReadBack() {
        Set<Integer> slots = new HashSet<>();
        for (OrderType type : OrderType.values()) {
            for (int daypart = 0; daypart <= BusinessCalendar.MAX_DAYPARTS; daypart++) {
                int slot = Slot.ofDaypart(type, daypart);

                assertThat(Slot.orderTypeOfDaypart(slot)).isEqualTo(type);
                assertThat(Slot.daypart(slot)).isEqualTo(daypart);
                assertThat(slot).isBetween(0, 255);
                slots.add(slot);
            }
        }
        assertThat(slots).hasSize(5 * 16);
    }

    @Test
    void shouldTellOrderTypeAndHour_whenReadBack() {
        Set<Integer> slots = new HashSet<>();
        for (OrderType type : OrderType.values()) {
            for (int hour = 0; hour < 24; hour++) {
                int slot = Slot.ofHour(type, hour);

                assertThat(Slot.orderTypeOfHour(slot)).isEqualTo(type);
                assertThat(Slot.hour(slot)).isEqualTo(hour);
                assertThat(slot).isBetween(256, 511);
                assertThat(Slot.isHour(slot)).isTrue();
                slots.add(slot);
            }
        }
        assertThat(slots).hasSize(5 * 24);
    }

    /** Stored rows hold these numbers. */
    @Test
    void shouldNeverRenumberOrderTypes() {
        assertThat(OrderType.UNKNOWN.code()).isZero();
        assertThat(OrderType.DINE_IN.code()).isEqualTo(1);
        assertThat(OrderType.TAKEOUT.code()).isEqualTo(2);
        assertThat(OrderType.DELIVERY.code()).isEqualTo(3);
        assertThat(OrderType.OTHER.code()).isEqualTo(4);
        assertThat(OrderType.values()).hasSize(5);
    }
}
