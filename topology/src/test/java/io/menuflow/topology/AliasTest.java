package io.menuflow.topology;

import static io.menuflow.topology.TopologyBench.NOON;
import static io.menuflow.topology.TopologyBench.PLACE;
import static io.menuflow.topology.TopologyBench.check;
import static io.menuflow.topology.TopologyBench.item;
import static io.menuflow.topology.TopologyBench.line;
import static io.menuflow.topology.TopologyBench.restaurant;
import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.models.calendar.BusinessCalendar;
import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.check.CheckValidator;
import io.menuflow.models.menu.ItemWindow;
import io.menuflow.models.menu.ListedItem;
import io.menuflow.models.menu.MenuWindow;
import io.menuflow.models.sales.Tally;
import io.menuflow.models.training.CheckBook;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.topology.ingest.Checks;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.sales.SalesFilter;
import io.menuflow.topology.sales.SalesSeries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dish that the point of sale gave another id is one dish, before and after, until it is taken apart again. */
class AliasTest {

    private static final Restaurant TRATTORIA = restaurant(PLACE, "Europe/Rome", 0);
    private static final MenuItem SOUP = item(PLACE, "soup", "8.00", "2.00");
    private static final MenuItem OLD = item(PLACE, "soup-2025", "7.00", "3.00");
    private static final MenuItem ALIAS =
            MenuItem.newBuilder(OLD).setMergedInto("soup").build();

    @TempDir
    Path dir;

    private final List<Transaction> sent = new ArrayList<>();
    private TopologyBench bench;

    @BeforeEach
    void open() {
        bench = new TopologyBench(dir, TopologySettings.of(1));
        bench.send(TRATTORIA);
        bench.send(SOUP);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void shouldCountPastAndComingSalesForTheTarget_andTakeThemApartAgain() {
        bench.send(OLD);
        sell("before", 0, "soup-2025", "3");
        MenuWindow apart = bench.menu(PLACE);

        bench.send(ALIAS);
        sell("after", 1, "soup-2025", "2");
        sell("own", 1, "soup", "4");

        ItemWindow soup = bench.item("soup");
        assertThat(bench.menu(PLACE).items()).containsExactly(soup);
        assertThat(soup.tally().units()).isEqualTo(900_000);
        assertThat(soup.tally().orders()).isEqualTo(3);
        assertThat(soup.foodCost()).isEqualByComparingTo("18");
        assertThat(bench.classifications()).containsEntry(PLACE + ":soup-2025", null);

        bench.send(OLD);

        assertThat(bench.item("soup").tally().units()).isEqualTo(400_000);
        assertThat(bench.item("soup-2025").tally().units()).isEqualTo(500_000);
        assertThat(apart.items()).extracting(ItemWindow::itemId).containsExactly("soup", "soup-2025");
    }

    @Test
    void shouldCountACheckWithBothIdsAsAnOrderOfEach() {
        bench.send(ALIAS);
        Transaction both = check("both", NOON, line("soup", "1", "8.00"), line("soup-2025", "2", "7.00"))
                .build();

        send(both);

        Tally soup = bench.item("soup").tally();
        assertThat(soup.units()).isEqualTo(300_000);
        assertThat(soup.revenue()).isEqualTo(220_000);
        assertThat(soup.orders()).isEqualTo(2);
        assertThat(soup.attached()).isEqualTo(2);
    }

    @Test
    void shouldBeTheSame_whateverComesFirst() {
        sell("before", 0, "soup-2025", "3");
        bench.send(ALIAS);
        MenuWindow aliasLast = bench.menu(PLACE);

        bench.send(item(PLACE, "bread", "1.00", "0.50"));
        bench.send(SOUP);

        assertThat(bench.item("soup")).isEqualTo(aliasLast.items().get(0));
    }

    @Test
    void shouldCountDishes_notIds_ofSalesOverTime() {
        bench.send(ALIAS);
        sell("one", 0, "soup", "1");
        sell("other", 0, "soup-2025", "1");
        bench.advance(Duration.ofSeconds(1));
        Menus menus = new Menus(
                bench.source(Names.MENU_STORE), bench.topics.menuItems().valueSerde());
        int day = (int) NOON.atOffset(java.time.ZoneOffset.UTC).toLocalDate().toEpochDay();

        SalesSeries series = SalesSeries.byDay(
                bench.source(Names.SALES_STORE),
                RestaurantProfile.of(TRATTORIA),
                menus.aliases(RestaurantProfile.of(TRATTORIA)),
                new DayRange(day, day),
                SalesFilter.ALL,
                day);

        assertThat(series.itemsSold()).isEqualTo(1);
        assertThat(series.total().orders()).isEqualTo(2);
    }

    @Test
    void shouldEqualABookOfTheSameChecks() {
        bench.send(ALIAS);
        sell("a", 0, "soup-2025", "3");
        sell("b", 0, "soup", "1.5");
        sell("c", 2, "soup-2025", "0.25");
        BusinessCalendar calendar = RestaurantProfile.of(TRATTORIA).calendar();
        CheckBook book = new CheckBook(calendar, "EUR");
        sent.forEach(check -> book.add(Checks.of(check)));
        List<ListedItem> menu = List.of(Menus.listed(SOUP, calendar), Menus.listed(ALIAS, calendar));

        MenuWindow stream = bench.menu(PLACE);

        assertThat(sent).allSatisfy(check -> assertThat(CheckValidator.validate(Checks.of(check)))
                .isEmpty());
        assertThat(book.history(menu, Map.of()).window(stream.window())).isEqualTo(stream);
    }

    private void sell(String id, int day, String item, String quantity) {
        send(check(id, NOON.plus(Duration.ofDays(day)), line(item, quantity, "8.00"))
                .build());
    }

    private void send(Transaction check) {
        bench.at(NOON.plus(Duration.ofDays(5)));
        sent.add(check);
        bench.send(check);
    }
}
