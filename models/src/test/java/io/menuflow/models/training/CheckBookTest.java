package io.menuflow.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.calendar.BusinessCalendar;
import io.menuflow.models.calendar.BusinessCalendar.Period;
import io.menuflow.models.check.Check;
import io.menuflow.models.check.Check.Line;
import io.menuflow.models.check.Check.LineKind;
import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.check.Check.State;
import io.menuflow.models.check.Check.Totals;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.sales.Tally;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CheckBookTest {

    private static final BusinessCalendar CALENDAR = new BusinessCalendar(
            List.of(new Period(0, ZoneId.of("Europe/Rome"), LocalTime.of(4, 0), false, List.of())));
    private static final int TUESDAY = 20_522;
    private static final Instant TUESDAY_NOON = Instant.ofEpochSecond(TUESDAY * 86_400L + 11 * 3_600);
    private static final Instant LONG_AFTER_MIDNIGHT = TUESDAY_NOON.plusSeconds(15 * 3_600);

    @Test
    void shouldCountUnitsMoneyAndCompany_whenChecksClose() {
        CheckBook book = book(
                check("1", 1, TUESDAY_NOON, line("soup", 2, "6.50"), line("tea", 1, "2.00")),
                check("2", 1, LONG_AFTER_MIDNIGHT, line("soup", 1, "5.00")));

        MenuHistory.Item soup = item(book, "soup");

        // 03:00 on Wednesday is still Tuesday's business.
        assertThat(soup.days().size()).isOne();
        assertThat(soup.days().day(0)).isEqualTo(TUESDAY);
        assertThat(soup.days().tally(0))
                .isEqualTo(new Tally(300_000, 300_000, 180_000, 2, 1, (long) (10_000 * (2 * 6.5 * 6.5 + 5.0 * 5.0))));
        assertThat(soup.firstSold()).isEqualTo(TUESDAY);
        assertThat(soup.name()).isEqualTo("soup!");
    }

    @Test
    void shouldTakeBack_whenAHigherRevisionSaysLess() {
        CheckBook book = book(
                check("1", 2, TUESDAY_NOON, line("tea", 1, "2.00")),
                check("1", 1, TUESDAY_NOON, line("soup", 2, "6.50")));

        assertThat(book.history(List.of(), Map.of()).items())
                .extracting(MenuHistory.Item::itemId)
                .containsExactly("tea");
    }

    @Test
    void shouldRefuse_whenTheStreamWould() {
        CheckBook book = new CheckBook(CALENDAR, "USD");
        book.add(check("1", 1, TUESDAY_NOON, line("soup", 2, "6.50")));
        CheckBook euros = book(check("1", 1, TUESDAY_NOON, line("soup", -2, "6.50")));

        assertThat(book.refused()).isOne();
        assertThat(euros.refused()).isOne();
        assertThat(book.history(List.of(), Map.of()).items()).isEmpty();
        assertThat(euros.history(List.of(), Map.of()).items()).isEmpty();
    }

    @Property(tries = 100)
    void shouldComeToTheSame_inWhateverOrderAndHoweverOften(@ForAll Random random) {
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            String id = String.valueOf(random.nextInt(8));
            Instant at = TUESDAY_NOON.plusSeconds(random.nextInt(20) * 86_400L);
            checks.add(
                    check(id, 1 + random.nextInt(3), at, line("i" + random.nextInt(3), 1 + random.nextInt(4), "2.50")));
        }
        String once = told(book(checks.toArray(Check[]::new)));
        checks.addAll(List.copyOf(checks.subList(0, 10)));
        Collections.shuffle(checks, random);

        assertThat(told(book(checks.toArray(Check[]::new)))).isEqualTo(once);
    }

    private static String told(CheckBook book) {
        StringBuilder told = new StringBuilder();
        for (MenuHistory.Item item : book.history(List.of(), Map.of()).items()) {
            told.append(item.itemId()).append(item.firstSold()).append(item.lastSold());
            for (int cell = 0; cell < item.days().size(); cell++) {
                told.append(item.days().day(cell)).append(item.days().tally(cell));
            }
        }
        return told.toString();
    }

    private static MenuHistory.Item item(CheckBook book, String id) {
        return book.history(List.of(), Map.of()).items().stream()
                .filter(item -> item.itemId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static CheckBook book(Check... checks) {
        CheckBook book = new CheckBook(CALENDAR, "EUR");
        Arrays.stream(checks).forEach(book::add);
        return book;
    }

    private static Check check(String id, long revision, Instant closedAt, Line... lines) {
        return new Check(
                "till",
                id,
                revision,
                "trattoria",
                null,
                closedAt,
                State.CLOSED,
                OrderType.DINE_IN,
                null,
                null,
                null,
                null,
                "EUR",
                List.of(lines),
                Totals.NONE);
    }

    private static Line line(String item, int quantity, String price) {
        return new Line(
                "l-" + item,
                item,
                item + "!",
                null,
                null,
                null,
                BigDecimal.valueOf(quantity),
                new BigDecimal(price),
                List.of(),
                null,
                null,
                null,
                LineKind.SALE);
    }
}
