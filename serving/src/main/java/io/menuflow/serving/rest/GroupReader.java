package io.menuflow.serving.rest;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.menu.ItemWindow;
import io.menuflow.models.menu.Method;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.sales.Tally;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.serving.query.Answer;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.Answer.NotFound;
import io.menuflow.serving.query.MenuQueries;
import io.menuflow.serving.query.MenuQueries.JudgedMenu;
import io.menuflow.serving.query.MenuQueries.Question;
import io.menuflow.serving.rest.GroupParts.ClassRow;
import io.menuflow.serving.rest.GroupParts.Classes;
import io.menuflow.serving.rest.GroupParts.CurrencySales;
import io.menuflow.serving.rest.GroupParts.GroupSize;
import io.menuflow.serving.rest.GroupParts.Groups;
import io.menuflow.serving.rest.GroupParts.ItemKey;
import io.menuflow.serving.rest.GroupParts.ItemRow;
import io.menuflow.serving.rest.GroupParts.ItemSum;
import io.menuflow.serving.rest.GroupParts.Items;
import io.menuflow.serving.rest.GroupParts.Member;
import io.menuflow.serving.rest.GroupParts.MemberTotals;
import io.menuflow.serving.rest.GroupParts.Members;
import io.menuflow.serving.rest.GroupParts.Sales;
import io.menuflow.serving.rest.GroupParts.Standing;
import io.menuflow.serving.rest.GroupParts.Sum;
import io.menuflow.serving.rest.MenuViews.WindowView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What this node has of a group in one partition. */
final class GroupReader {

    /** Restaurants of one group that one answer sums. */
    static final int MAX_RESTAURANTS = 1_000;

    /** Rows of items, before they are joined. */
    static final int MAX_ROWS = 50_000;

    private final MenuQueries queries;

    GroupReader(MenuQueries queries) {
        this.queries = queries;
    }

    /** A partition as this node has it: processed here, or a copy. */
    record Copy(int partition, boolean standby) {}

    /** Every group that is wanted. */
    Answer<Groups> groups(Copy copy, Predicate<String> wanted) {
        return queries.restaurants(
                        copy.partition(),
                        copy.standby(),
                        null,
                        Integer.MAX_VALUE,
                        each -> each.getGroup() != null && wanted.test(each.getGroup()))
                .map(GroupReader::groups);
    }

    private static Groups groups(List<Restaurant> restaurants) {
        Map<String, GroupSize> groups = new TreeMap<>();
        restaurants.forEach(each -> groups.merge(
                String.valueOf(each.getGroup()), new GroupSize(Map.of(each.getCurrency(), 1)), GroupSize::plus));
        return new Groups(groups);
    }

    /** The restaurants of a group. */
    Answer<Members> members(Copy copy, String group) {
        return restaurants(copy, group)
                .map(found -> new Members(found.stream()
                        .map(each -> new Member(
                                each.getRestaurantId(), each.getName(), each.getCurrency(), null, null, false, null))
                        .toList()));
    }

    /** What the items of a group sold. */
    Answer<Items> items(Copy copy, String group, Question question, UnaryOperator<QuadrantRules> rules) {
        return restaurants(copy, group).map(found -> items(copy, group, found, question, rules));
    }

    private Items items(
            Copy copy,
            String group,
            List<Restaurant> restaurants,
            Question question,
            UnaryOperator<QuadrantRules> rules) {
        List<Member> members = new ArrayList<>();
        Map<String, ItemRow> rows = new TreeMap<>();
        boolean daypartKnown = false;
        for (Restaurant restaurant : restaurants) {
            String id = restaurant.getRestaurantId();
            Found<JudgedMenu> menu = present(queries.menu(id, copy.partition(), copy.standby(), question, rules));
            if (menu == null) {
                continue;
            }
            Map<String, String> shared = shared(id, copy);
            Map<String, ItemRow> own = new HashMap<>();
            for (ItemQuadrants item : menu.value().items()) {
                ItemKey key = key(id, item.item(), shared);
                ItemRow row = new ItemRow(key, Map.of(restaurant.getCurrency(), sum(item.item())));
                own.merge(key.text(), row, GroupReader::ofOne);
            }
            own.forEach((key, row) -> rows.merge(key, row, ItemRow::plus));
            refuseTooMany(group, rows.size());
            members.add(member(
                    restaurant,
                    WindowView.of(menu.value().window()),
                    menu.value().asOf(),
                    menu.stale(),
                    null));
            daypartKnown |= hasDaypart(restaurant, question.filter().daypart());
        }
        return new Items(members, rows, daypartKnown);
    }

    /** Two items of one restaurant that are the same dish elsewhere: still one restaurant. */
    private static ItemRow ofOne(ItemRow some, ItemRow more) {
        ItemRow all = some.plus(more);
        Map<String, ItemSum> sums = new TreeMap<>();
        all.byCurrency()
                .forEach((currency, sum) -> sums.put(
                        currency,
                        new ItemSum(
                                1,
                                sum.orders(),
                                sum.units(),
                                sum.revenue(),
                                sum.foodCost(),
                                sum.costBasis(),
                                sum.lastSold())));
        return new ItemRow(all.key(), sums);
    }

    /** Where the items of a group stand, each in its own restaurant's menu. */
    Answer<Classes> classes(Copy copy, String group, Question question, UnaryOperator<QuadrantRules> rules) {
        return restaurants(copy, group).map(found -> classes(copy, group, found, question, rules));
    }

    private Classes classes(
            Copy copy,
            String group,
            List<Restaurant> restaurants,
            Question question,
            UnaryOperator<QuadrantRules> rules) {
        List<Member> members = new ArrayList<>();
        Map<String, ClassRow> rows = new TreeMap<>();
        boolean daypartKnown = false;
        int standings = 0;
        for (Restaurant restaurant : restaurants) {
            String id = restaurant.getRestaurantId();
            Found<JudgedMenu> menu = present(queries.menu(id, copy.partition(), copy.standby(), question, rules));
            Found<MenuQueries.Sales> sales =
                    menu == null ? null : sold(id, copy, menu.value().window(), question);
            if (menu == null || sales == null) {
                continue;
            }
            Map<String, String> shared = shared(id, copy);
            for (ItemQuadrants item : menu.value().items()) {
                ItemKey key = key(id, item.item(), shared);
                Standing standing = standing(id, item, menu.value().rules().method());
                rows.merge(key.text(), new ClassRow(key, List.of(standing)), ClassRow::plus);
            }
            standings += menu.value().items().size();
            refuseTooMany(group, standings);
            members.add(member(
                    restaurant,
                    WindowView.of(menu.value().window()),
                    menu.value().asOf(),
                    menu.stale() || sales.stale(),
                    totals(menu.value(), sales.value().series().total())));
            daypartKnown |= hasDaypart(restaurant, question.filter().daypart());
        }
        return new Classes(members, rows, daypartKnown);
    }

    private static Standing standing(String restaurant, ItemQuadrants item, Method method) {
        return new Standing(
                restaurant,
                item.item().itemId(),
                item.item().inScope(),
                item.by(method),
                item.settled(),
                item.lowEvidence() ? "LOW" : "SUFFICIENT");
    }

    /** What was sold over the days that a menu is judged by. */
    private @Nullable Found<MenuQueries.Sales> sold(String id, Copy copy, DayRange window, Question question) {
        Question sold = new Question(null, window, question.filter());
        return present(queries.sales(id, copy.partition(), copy.standby(), sold, false));
    }

    /** What the restaurants of a group sold over time. */
    Answer<Sales> sales(Copy copy, String group, Question question, boolean byHour) {
        return restaurants(copy, group).map(found -> sales(copy, found, question, byHour));
    }

    private Sales sales(Copy copy, List<Restaurant> restaurants, Question question, boolean byHour) {
        List<Member> members = new ArrayList<>();
        Map<String, CurrencySales> byCurrency = new TreeMap<>();
        boolean daypartKnown = false;
        for (Restaurant restaurant : restaurants) {
            String id = restaurant.getRestaurantId();
            Found<MenuQueries.Sales> sales =
                    present(queries.sales(id, copy.partition(), copy.standby(), question, byHour));
            if (sales == null) {
                continue;
            }
            Map<String, Sum> points = new TreeMap<>();
            sales.value().series().points().forEach(point -> {
                String hour = point.hour() < 0 ? "" : String.format(Locale.ROOT, "T%02d", point.hour());
                points.put(LocalDate.ofEpochDay(point.day()) + hour, sum(point.tally()));
            });
            byCurrency.merge(restaurant.getCurrency(), new CurrencySales(1, points), CurrencySales::plus);
            members.add(member(
                    restaurant,
                    WindowView.of(sales.value().window()),
                    sales.value().asOf(),
                    sales.stale(),
                    null));
            daypartKnown |= hasDaypart(restaurant, question.filter().daypart());
        }
        return new Sales(members, byCurrency, daypartKnown);
    }

    private Answer<List<Restaurant>> restaurants(Copy copy, String group) {
        return queries.restaurants(
                        copy.partition(),
                        copy.standby(),
                        null,
                        MAX_RESTAURANTS + 1,
                        each -> group.equals(each.getGroup()))
                .map(members -> {
                    refuseTooMany(group, members.size(), MAX_RESTAURANTS, "restaurants");
                    return members;
                });
    }

    /** Null of a restaurant that was removed after the group's were listed. */
    private static <T> @Nullable Found<T> present(Answer<T> answer) {
        return answer instanceof NotFound<T> ? null : Answers.found(answer);
    }

    /** What items are called in the whole group, by their id here. */
    private Map<String, String> shared(String restaurant, Copy copy) {
        Map<String, String> shared = new HashMap<>();
        Found<List<MenuItem>> menu = present(queries.listing(restaurant, copy.partition(), copy.standby()));
        (menu == null ? List.<MenuItem>of() : menu.value()).forEach(item -> {
            if (item.getSharedItemId() != null) {
                shared.put(item.getItemId(), item.getSharedItemId());
            }
        });
        return shared;
    }

    private static ItemKey key(String restaurant, ItemWindow item, Map<String, String> shared) {
        return new ItemKey(shared.get(item.itemId()), restaurant, item.itemId(), item.name(), item.category());
    }

    private static ItemSum sum(ItemWindow item) {
        Sum sold = sum(item.tally());
        return new ItemSum(
                1,
                sold.orders(),
                sold.units(),
                sold.revenue(),
                item.foodCost(),
                item.costBasis(),
                item.lastSold() == null ? null : LocalDate.ofEpochDay(item.lastSold()));
    }

    private static Sum sum(Tally tally) {
        return new Sum(tally.orders(), Fixed.quantityOf(tally.units()), Fixed.moneyOf(tally.revenue()));
    }

    private static MemberTotals totals(JudgedMenu menu, Tally sold) {
        BigDecimal margin = null;
        BigDecimal costed = BigDecimal.ZERO;
        int withoutCost = 0;
        Map<String, Integer> counts = new TreeMap<>();
        for (ItemQuadrants judged : menu.items()) {
            ItemWindow item = judged.item();
            BigDecimal own = item.margin();
            if (item.tally().orders() > 0 || item.revenue().signum() != 0) {
                if (own == null) {
                    withoutCost++;
                } else {
                    margin = margin == null ? own : margin.add(own);
                    costed = costed.add(item.revenue());
                }
            }
            counts.merge(GroupViews.named(judged.by(menu.rules().method())), 1, Integer::sum);
        }
        return new MemberTotals(sum(sold), margin, costed, withoutCost, counts);
    }

    private static Member member(
            Restaurant of, WindowView window, @Nullable Instant asOf, boolean stale, @Nullable MemberTotals totals) {
        return new Member(of.getRestaurantId(), of.getName(), of.getCurrency(), window, asOf, stale, totals);
    }

    private static boolean hasDaypart(Restaurant restaurant, @Nullable String daypart) {
        return daypart == null
                || restaurant.getCalendars().stream()
                        .flatMap(period -> period.getDayparts().stream())
                        .anyMatch(part -> part.getName().equalsIgnoreCase(daypart));
    }

    private static void refuseTooMany(String group, int rows) {
        refuseTooMany(group, rows, MAX_ROWS, "items, each restaurant's counted");
    }

    /** What is more than an answer may hold is refused, never cut. */
    static void refuseTooMany(String group, int count, int most, String what) {
        if (count > most) {
            throw new Problem.ProblemException(new Problem(
                    "Invalid request",
                    422,
                    "group " + group + " has more than " + most + " " + what + ": ask its restaurants one by one",
                    List.of()));
        }
    }
}
