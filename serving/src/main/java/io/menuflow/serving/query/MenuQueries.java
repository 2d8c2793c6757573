package io.menuflow.serving.query;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.Aliases;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.menu.Quadrants;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.Answer.NotFound;
import io.menuflow.serving.query.Answer.Unavailable;
import io.menuflow.serving.query.StoreReader.StoreUnavailableException;
import io.menuflow.topology.Names;
import io.menuflow.topology.classify.OutlookRow;
import io.menuflow.topology.classify.Snapshot;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.menu.Restaurants;
import io.menuflow.topology.sales.Latest;
import io.menuflow.topology.sales.MenuReader;
import io.menuflow.topology.sales.SalesFilter;
import io.menuflow.topology.sales.SalesSeries;
import io.menuflow.topology.store.RowSource;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Questions about a restaurant that this node has the state of. The default question about a menu is answered from its
 * published snapshot; another window or a filter is computed from the sums, which one iterator sees as of one moment.
 */
public final class MenuQueries {

    private final StoreReader reader;
    private final Topics topics;
    private final int historyDays;
    private final int windowDays;
    private final IntPredicate behind;
    private final Clock clock;

    /**
     * @param historyDays business days kept
     * @param windowDays business days of the published snapshots
     * @param behind whether a partition's answers are too old
     */
    public MenuQueries(
            StoreReader reader, Topics topics, int historyDays, int windowDays, IntPredicate behind, Clock clock) {
        this.reader = reader;
        this.topics = topics;
        this.historyDays = historyDays;
        this.windowDays = windowDays;
        this.behind = behind;
        this.clock = clock;
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

    /** The restaurant as published. */
    public Answer<Restaurant> restaurant(String id, int partition, boolean standby) {
        return answer(id, partition, standby, view -> view.restaurant);
    }

    /** The latest business day with an event, or null before the first. */
    public Answer<Integer> latestDay(String id, int partition) {
        return answer(id, partition, false, view -> {
            Latest latest = view.latest();
            return latest == null ? Integer.MIN_VALUE : latest.day();
        });
    }

    /** The currency of a restaurant's sales, of one that is removed, too; empty before its first. */
    public Answer<Optional<String>> soldIn(String id, int partition) {
        try {
            Latest latest = Latest.of(reader.rows(Names.SALES_STORE, partition, false), id);
            return new Found<>(Optional.ofNullable(latest).map(Latest::currency), false);
        } catch (StoreUnavailableException e) {
            return new Unavailable<>(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The first restaurants of a partition, ascending by id.
     *
     * @param after only those after this id; null for all
     */
    public List<Restaurant> restaurants(int partition, @Nullable String after, int limit) {
        List<Restaurant> first = new ArrayList<>();
        byte[] last = after == null ? new byte[0] : Restaurants.key(after);
        reader.scanAll(Names.RESTAURANT_STORE, partition, (key, row) -> {
            if (first.size() < limit && Arrays.compareUnsigned(key, last) > 0) {
                first.add(decoded(row));
            }
        });
        return first;
    }

    /** The restaurants of a partition that are of a group, ascending by id; of all groups for null. */
    public List<Restaurant> grouped(int partition, @Nullable String group) {
        List<Restaurant> members = new ArrayList<>();
        reader.scanAll(Names.RESTAURANT_STORE, partition, (key, row) -> {
            Restaurant restaurant = decoded(row);
            if (group == null ? restaurant.getGroup() != null : group.equals(restaurant.getGroup())) {
                members.add(restaurant);
            }
        });
        return members;
    }

    /** The listed items, as published. */
    public Answer<List<MenuItem>> listing(String id, int partition, boolean standby) {
        return answer(id, partition, standby, view -> view.menus().published(id));
    }

    /** A listed item, as published. */
    public Answer<MenuItem> listing(String id, String item, int partition, boolean standby) {
        Answer<Listing> found =
                answer(id, partition, standby, view -> new Listing(view.menus().published(id, item)));
        if (found instanceof Found<Listing> listing && listing.value().item() == null) {
            return new NotFound<>("item " + item + " is not on the menu of " + id);
        }
        return found.map(listing -> Objects.requireNonNull(listing.item()));
    }

    private record Listing(@Nullable MenuItem item) {}

    /** The menu over a window, judged by the restaurant's rules as {@code change} makes them. */
    public Answer<JudgedMenu> menu(
            String id, int partition, boolean standby, Question question, UnaryOperator<QuadrantRules> change) {
        return answer(id, partition, standby, view -> {
            boolean published = question.filter().equals(SalesFilter.ALL)
                    && question.days() != null
                    && question.days() == windowDays;
            Published rows = published ? view.published() : null;
            if (rows != null) {
                Snapshot snapshot = rows.snapshot();
                QuadrantRules rules = change.apply(snapshot.rules());
                return new JudgedMenu(
                        view.restaurant,
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

    /** An outlook is of the restaurant's own method and scope: by others its items may stand elsewhere. */
    private static Heading heading(Published rows, QuadrantRules rules) {
        if (!rules.equals(rows.snapshot().rules())) {
            return Heading.none("the outlook is by the restaurant's own rules; ask without method, scope and factor");
        }
        return rows.outlook() == null
                ? Heading.none("no model is in force, or the menu was not scored by it yet")
                : new Heading(rows.outlook(), null);
    }

    private JudgedMenu computed(View view, Question question, UnaryOperator<QuadrantRules> change) {
        Latest latest = view.latest();
        DayRange window = view.window(question, latest);
        DayRange closed = DayRange.endingWith(window.last() - 1, window.days());
        MenuHistory history = MenuReader.read(
                view.sales(),
                view.profile(),
                view.menus().of(view.id),
                new DayRange(closed.first(), window.last()),
                question.filter(),
                view.historyFrom(latest));
        QuadrantRules rules = change.apply(view.profile().rules());
        return new JudgedMenu(
                view.restaurant,
                window,
                latest == null ? null : latest.at(),
                rules,
                Quadrants.of(history.window(window), history.window(closed), rules),
                Heading.none("the outlook is of the published window of " + windowDays
                        + " days; ask without window, from, to and filters"));
    }

    /** Sales by day or by hour. */
    public Answer<Sales> sales(String id, int partition, boolean standby, Question question, boolean byHour) {
        return answer(id, partition, standby, view -> {
            Latest latest = view.latest();
            DayRange window = view.window(question, latest);
            int from = view.historyFrom(latest);
            Aliases aliases = view.menus().aliases(id);
            SalesSeries series = byHour
                    ? SalesSeries.byHour(view.sales(), view.profile(), aliases, window, question.filter(), from)
                    : SalesSeries.byDay(view.sales(), view.profile(), aliases, window, question.filter(), from);
            return new Sales(view.restaurant, window, latest == null ? null : latest.at(), series);
        });
    }

    private <T> Answer<T> answer(String id, int partition, boolean standby, Function<View, T> question) {
        try {
            byte[] row = reader.rows(Names.RESTAURANT_STORE, partition, standby).get(Restaurants.key(id));
            if (row == null) {
                return new NotFound<>("restaurant " + id + " is not known");
            }
            return new Found<>(
                    question.apply(new View(id, partition, standby, decoded(row))), standby || behind.test(partition));
        } catch (StoreUnavailableException e) {
            return new Unavailable<>(String.valueOf(e.getMessage()));
        }
    }

    private Restaurant decoded(byte[] row) {
        return Objects.requireNonNull(topics.restaurants()
                .valueSerde()
                .deserializer()
                .deserialize(topics.restaurants().name(), row));
    }

    /** One restaurant's rows on this node. */
    private final class View {
        private final String id;
        private final int partition;
        private final boolean standby;
        private final Restaurant restaurant;

        View(String id, int partition, boolean standby, Restaurant restaurant) {
            this.id = id;
            this.partition = partition;
            this.standby = standby;
            this.restaurant = restaurant;
        }

        RestaurantProfile profile() {
            return RestaurantProfile.of(restaurant);
        }

        RowSource sales() {
            return reader.rows(Names.SALES_STORE, partition, standby);
        }

        Menus menus() {
            return new Menus(
                    reader.rows(Names.MENU_STORE, partition, standby),
                    topics.menuItems().valueSerde());
        }

        @Nullable Latest latest() {
            return Latest.of(sales(), id);
        }

        @Nullable Published published() {
            Map<Boolean, byte[]> found = new HashMap<>();
            byte[] snapshotKey = Restaurants.key(id);
            reader.rows(Names.SNAPSHOT_STORE, partition, standby)
                    .scan(
                            snapshotKey,
                            OutlookRow.key(id),
                            (key, row) -> found.put(Arrays.equals(key, snapshotKey), row));
            byte[] snapshot = found.get(true);
            return snapshot == null ? null : new Published(Snapshot.of(snapshot), OutlookRow.of(found.get(false)));
        }

        /** The window asked for; before the first event the wall clock stands in for the restaurant's. */
        DayRange window(Question question, @Nullable Latest latest) {
            return question.window() != null
                    ? question.window()
                    : DayRange.endingWith(today(latest), Objects.requireNonNull(question.days()));
        }

        int historyFrom(@Nullable Latest latest) {
            return today(latest) - historyDays + 1;
        }

        private int today(@Nullable Latest latest) {
            return latest != null
                    ? latest.day()
                    : profile().calendar().at(clock.instant()).day();
        }
    }
}
