package io.menuflow.serving.query;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.Aliases;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.menu.Quadrants;
import io.menuflow.models.sales.Tally;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.topology.Names;
import io.menuflow.topology.classify.OutlookRow;
import io.menuflow.topology.classify.Snapshot;
import io.menuflow.topology.menu.Restaurants;
import io.menuflow.topology.sales.KnownItem;
import io.menuflow.topology.sales.Latest;
import io.menuflow.topology.sales.MenuReader;
import io.menuflow.topology.sales.OpenItems;
import io.menuflow.topology.sales.SalesFilter;
import io.menuflow.topology.sales.SalesSeries;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Questions about a restaurant that this node has the state of. The default question about a menu is answered from its
 * published snapshot; another window or a filter is computed from the sums, which one iterator sees as of one moment.
 */
public final class MenuQueries {

    private final RestaurantRows restaurants;
    private final int windowDays;

    /** @param windowDays business days of the published snapshots */
    public MenuQueries(RestaurantRows restaurants, int windowDays) {
        this.restaurants = restaurants;
        this.windowDays = windowDays;
    }

    /**
     * What a question is about.
     *
     * @param days the last days of the restaurant's own clock; null when {@code window} is given
     * @param window explicit days; null when {@code days} is given
     */
    public record Question(@Nullable Integer days, @Nullable DayRange window, SalesFilter filter) {}

    /**
     * A menu, judged.
     *
     * @param asOf the restaurant's latest event, null before its first
     * @param rules it was judged by
     * @param outlook where its items are heading
     */
    public record JudgedMenu(
            Restaurant restaurant,
            DayRange window,
            @Nullable Instant asOf,
            QuadrantRules rules,
            List<ItemQuadrants> items,
            Heading outlook) {

        /** The same with one item; empty when it is not among them. */
        public Optional<JudgedMenu> only(String itemId) {
            return items.stream()
                    .filter(item -> item.item().itemId().equals(itemId))
                    .findFirst()
                    .map(item -> new JudgedMenu(restaurant, window, asOf, rules, List.of(item), outlook));
        }
    }

    /**
     * Where the items of a menu are heading, or why that is not said.
     *
     * @param row null when there is a {@code reason}
     */
    public record Heading(@Nullable OutlookRow row, @Nullable String reason) {

        static Heading none(String reason) {
            return new Heading(null, reason);
        }
    }

    /** Sales over time of a restaurant. */
    public record Sales(Restaurant restaurant, DayRange window, @Nullable Instant asOf, SalesSeries series) {}

    /**
     * What each item sold on the days of a window.
     *
     * @param firstKept the first business day of the history: of days before it nothing is known
     * @param items ascending by id; those that sold nothing in the window are left out
     * @param known what is known of items beside, by id
     */
    public record ItemSales(
            Restaurant restaurant,
            DayRange window,
            @Nullable Instant asOf,
            int firstKept,
            List<MenuHistory.Item> items,
            Map<String, KnownItem> known) {}

    /** The restaurant as published. */
    public Answer<Restaurant> restaurant(String id, int partition, boolean standby) {
        return restaurants.answer(id, partition, standby, OneRestaurant::restaurant);
    }

    /** The latest business day with an event, or null before the first. */
    public Answer<Integer> latestDay(String id, int partition) {
        return restaurants.answer(id, partition, false, view -> {
            Latest latest = view.latest();
            return latest == null ? Integer.MIN_VALUE : latest.day();
        });
    }

    /** What a restaurant was when it was removed; empty when it is there or never was. */
    public Answer<Optional<Restaurant>> removed(String id, int partition) {
        return restaurants.removed(id, partition);
    }

    /** The latest event of a restaurant, of one that is removed, too; empty before its first. */
    public Answer<Optional<Latest>> sold(String id, int partition) {
        return restaurants.sold(id, partition);
    }

    /**
     * The first restaurants of a partition that are wanted, ascending by id.
     *
     * @param after only those after this id; null for all
     */
    public Answer<List<Restaurant>> restaurants(
            int partition, boolean standby, @Nullable String after, int limit, Predicate<Restaurant> wanted) {
        return restaurants.some(partition, standby, after, limit, wanted);
    }

    /** The listed items, as published. */
    public Answer<List<MenuItem>> listing(String id, int partition, boolean standby) {
        return restaurants.answer(id, partition, standby, view -> view.menus().published(id));
    }

    /** A listed item, as published. */
    public Answer<MenuItem> listing(String id, String item, int partition, boolean standby) {
        String missing = "item " + item + " is not on the menu of " + id;
        return restaurants.one(
                id, partition, standby, missing, view -> view.menus().published(id, item));
    }

    /** The item that another one counts for; empty when it counts for itself. */
    public Answer<Optional<String>> mergedInto(String id, String item, int partition, boolean standby) {
        return restaurants.answer(
                id, partition, standby, view -> Optional.ofNullable(view.menus().target(view.profile(), item)));
    }

    /** Facts of the days of a span, ascending, as published. */
    public record Facts(DayRange span, List<RestaurantDay> days) {}

    /** The facts told of the days of {@code span}; null for the last weeks and those to come. */
    public Answer<Facts> days(String id, int partition, boolean standby, @Nullable DayRange span) {
        return restaurants.answer(id, partition, standby, view -> {
            DayRange asked = span != null ? span : view.around(windowDays);
            return new Facts(asked, view.days().published(id, asked));
        });
    }

    /** The facts told of one day, as published. */
    public Answer<RestaurantDay> day(String id, int day, int partition, boolean standby) {
        String missing = "nothing is told of " + LocalDate.ofEpochDay(day) + " at " + id;
        return restaurants.one(
                id, partition, standby, missing, view -> view.days().published(id, day));
    }

    /** The menu over a window, judged by the restaurant's rules as {@code change} makes them. */
    public Answer<JudgedMenu> menu(
            String id, int partition, boolean standby, Question question, UnaryOperator<QuadrantRules> change) {
        return restaurants.answer(id, partition, standby, view -> {
            boolean published = question.filter().equals(SalesFilter.ALL)
                    && question.days() != null
                    && question.days() == windowDays;
            Published rows = published ? published(view) : null;
            if (rows != null) {
                Snapshot snapshot = rows.snapshot();
                QuadrantRules rules = change.apply(snapshot.rules());
                return new JudgedMenu(
                        view.restaurant(),
                        snapshot.now().window(),
                        snapshot.asOf(),
                        rules,
                        snapshot.judge(rules),
                        heading(rows, rules));
            }
            return computed(view, question, change);
        });
    }

    /** The snapshot and the outlook of one moment. */
    private record Published(Snapshot snapshot, @Nullable OutlookRow outlook) {}

    private static @Nullable Published published(OneRestaurant view) {
        Map<Boolean, byte[]> found = new HashMap<>();
        byte[] snapshotKey = Restaurants.key(view.id());
        view.rows(Names.SNAPSHOT_STORE)
                .scan(
                        snapshotKey,
                        OutlookRow.key(view.id()),
                        (key, row) -> found.put(Arrays.equals(key, snapshotKey), row));
        byte[] snapshot = found.get(true);
        return snapshot == null ? null : new Published(Snapshot.of(snapshot), OutlookRow.of(found.get(false)));
    }

    /** An outlook is of the restaurant's own method and scope: by others its items may stand elsewhere. */
    private static Heading heading(Published rows, QuadrantRules rules) {
        if (!rules.equals(rows.snapshot().rules())) {
            return Heading.none("the outlook is by the restaurant's own rules; ask without method, scope and factor");
        }
        return rows.outlook() == null
                ? Heading.none("no model is in force, or the menu was not scored by it yet")
                : new Heading(rows.outlook(), null);
    }

    private JudgedMenu computed(OneRestaurant view, Question question, UnaryOperator<QuadrantRules> change) {
        Latest latest = view.latest();
        DayRange window = view.window(question, latest);
        DayRange closed = DayRange.endingWith(window.last() - 1, window.days());
        MenuHistory history = MenuReader.read(
                view.history(),
                view.profile(),
                new DayRange(closed.first(), window.last()),
                question.filter(),
                view.historyFrom(latest));
        QuadrantRules rules = change.apply(view.profile().rules());
        return new JudgedMenu(
                view.restaurant(),
                window,
                latest == null ? null : latest.at(),
                rules,
                Quadrants.of(history.window(window), history.window(closed), rules),
                Heading.none("the outlook is of the published window of " + windowDays
                        + " days; ask without window, from, to and filters"));
    }

    /** Sales by day or by hour. */
    public Answer<Sales> sales(String id, int partition, boolean standby, Question question, boolean byHour) {
        return restaurants.answer(id, partition, standby, view -> {
            Latest latest = view.latest();
            DayRange window = view.window(question, latest);
            int from = view.historyFrom(latest);
            Aliases aliases = view.menus().aliases(view.profile());
            SalesSeries series = byHour
                    ? SalesSeries.byHour(view.sales(), view.profile(), aliases, window, question.filter(), from)
                    : SalesSeries.byDay(view.sales(), view.profile(), aliases, window, question.filter(), from);
            return new Sales(view.restaurant(), window, latest == null ? null : latest.at(), series);
        });
    }

    /** What was sold over a window at prices typed in at the till. */
    public Answer<Tally> openItems(String id, int partition, boolean standby, DayRange window, SalesFilter filter) {
        return restaurants.answer(
                id,
                partition,
                standby,
                view -> OpenItems.read(view.sales(), view.profile(), window, filter, view.historyFrom(view.latest())));
    }

    /** Sales of each item by day, and at which list prices, read from the sums as of one moment. */
    public Answer<ItemSales> itemSales(String id, int partition, boolean standby, Question question) {
        return restaurants.answer(id, partition, standby, view -> {
            Latest latest = view.latest();
            DayRange window = view.window(question, latest);
            int firstKept = view.historyFrom(latest);
            MenuHistory history = MenuReader.read(view.history(), view.profile(), window, question.filter(), firstKept);
            List<MenuHistory.Item> sold = history.items().stream()
                    .filter(item -> item.days().size() > 0)
                    .toList();
            return new ItemSales(
                    view.restaurant(),
                    window,
                    latest == null ? null : latest.at(),
                    firstKept,
                    sold,
                    KnownItem.of(view.history(), view.profile()));
        });
    }
}
