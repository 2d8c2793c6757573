package io.menuflow.models.features;

import io.menuflow.models.check.Check.OrderType;
import io.menuflow.models.features.ItemCut.Place;
import io.menuflow.models.features.ItemCut.Sums;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.menu.Quadrant;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.outlook.Manifest.FeatureRef;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The features, named and in order, and their computation at a day close. Training and scoring both come through here;
 * what is after the closed day is never read.
 */
public final class Features {

    /** Business days of the window that is judged, and of the one to come. */
    public static final int WINDOW = ItemCut.WINDOW;
    /** Business days features look back on, the closed one included. */
    public static final int SPAN = ItemCut.SPAN;

    private static final Set<Quadrant> JUDGED =
            EnumSet.of(Quadrant.STAR, Quadrant.PLOWHORSE, Quadrant.PUZZLE, Quadrant.DOG);

    private static final String PER_DAY = "a day";
    private static final String SHARE = "share";
    private static final String TIMES_MENU = "times the menu's";

    /** What every model of this version of Menuflow reads. */
    public static final Features ALL = new Features(all());

    private final List<Feature> features;

    /** Some features, in this order. */
    public Features(List<Feature> features) {
        this.features = List.copyOf(features);
    }

    /** The features, in order. */
    public List<Feature> list() {
        return features;
    }

    /** The features as models name them. */
    public List<FeatureRef> refs() {
        return features.stream()
                .map(feature -> new FeatureRef(feature.name(), feature.unit(), feature.windowDays()))
                .toList();
    }

    /**
     * The rows of a menu at a day close.
     *
     * @param history with at least {@link #SPAN} days up to the closed one, if there were so many
     * @param closedDay the last business day that counts
     */
    public FeatureTable at(MenuHistory history, int closedDay, QuadrantRules rules) {
        MenuCut menu = new MenuCut(history, closedDay, rules);
        float[] values = new float[menu.items.size() * features.size()];
        List<ItemQuadrants> items = new ArrayList<>(menu.items.size());
        int at = 0;
        for (ItemCut item : menu.items) {
            items.add(item.standing);
            for (int i = 0; i < features.size(); i++) {
                values[at++] = (float) features.get(i).value().applyAsDouble(item);
            }
        }
        return new FeatureTable(closedDay, items, features.size(), values);
    }

    private static List<Feature> all() {
        List<Feature> all = new ArrayList<>();
        sales(all);
        prices(all);
        margins(all);
        places(all);
        changes(all);
        splits(all);
        others(all);
        return all;
    }

    private static void sales(List<Feature> all) {
        add(all, "units_28d", "units " + PER_DAY, 28, "sales of four weeks", x -> x.recent.units / 28);
        add(all, "units_7d", "units " + PER_DAY, 7, "sales of the last week", x -> x.week.units / 7);
        add(all, "orders_28d", "orders " + PER_DAY, 28, "orders of four weeks", x -> x.recent.orders / 28);
        add(all, "units_per_order_28d", "units", 28, "units an order", x -> Ratio.of(x.recent.units, x.recent.orders));
        add(
                all,
                "menu_mix_28d",
                "times an equal share",
                28,
                "share of the menu's sales",
                x -> Ratio.of(x.recent.units * x.menu.items.size(), x.menu.units));
        add(
                all,
                "revenue_share_28d",
                "times an equal share",
                28,
                "share of the menu's revenue",
                x -> Ratio.of(x.recent.revenue * x.menu.items.size(), x.menu.revenue));
    }

    private static void prices(List<Feature> all) {
        add(
                all,
                "price_28d",
                TIMES_MENU,
                28,
                "price against the menu's",
                x -> Ratio.of(x.recent.price(), Ratio.of(x.menu.revenue, x.menu.units)));
        add(
                all,
                "price_to_category_28d",
                "times the category's",
                28,
                "price against its category's",
                x -> Ratio.of(x.recent.price(), x.menu.categoryPrice(x)));
        add(all, "price_deviation_28d", SHARE, 28, "spread of realised prices", ItemCut::priceDeviation);
        add(all, "price_change_28d", SHARE, 28, "price change in four weeks", x -> x.priceChange(28));
        add(all, "price_change_7d", SHARE, 7, "price change in a week", x -> x.priceChange(7));
        add(
                all,
                "revenue_per_order_28d",
                TIMES_MENU,
                28,
                "revenue an order against the menu's",
                x -> Ratio.of(Ratio.of(x.recent.revenue, x.recent.orders), Ratio.of(x.menu.revenue, x.menu.orders)));
    }

    private static void margins(List<Feature> all) {
        add(all, "unit_margin_28d", TIMES_MENU, 28, "margin a unit against the menu's", x -> {
            double mean = Ratio.of(x.menu.margin, x.menu.costedUnits);
            return Ratio.of(Ratio.of(x.recent.margin(), x.recent.units), mean);
        });
        add(
                all,
                "margin_share_28d",
                "times an equal share",
                28,
                "share of the menu's margin",
                x -> Ratio.of(x.recent.margin() * x.menu.items.size(), x.menu.margin));
        add(
                all,
                "margin_pct_28d",
                SHARE,
                28,
                "margin in percent of revenue",
                x -> Ratio.of(x.recent.margin(), x.recent.revenue));
    }

    private static void places(List<Feature> all) {
        add(
                all,
                "popularity_percentile_28d",
                SHARE,
                28,
                "popularity rank of four weeks",
                x -> orMissing(x.standing.popularityPercentile()));
        add(
                all,
                "profitability_percentile_28d",
                SHARE,
                28,
                "profit rank of four weeks",
                x -> orMissing(x.standing.profitabilityPercentile()));
        add(
                all,
                "popularity_percentile_14d",
                SHARE,
                14,
                "popularity rank of two weeks",
                x -> x.fortnight.popularity.rank());
        add(
                all,
                "profitability_percentile_14d",
                SHARE,
                14,
                "profit rank of two weeks",
                x -> x.fortnight.profitability.rank());
        add(
                all,
                "popularity_percentile_7d",
                SHARE,
                7,
                "popularity rank of the last week",
                x -> x.week.popularity.rank());
        add(
                all,
                "profitability_percentile_7d",
                SHARE,
                7,
                "profit rank of the last week",
                x -> x.week.profitability.rank());
        add(
                all,
                "popularity_percentile_before",
                SHARE,
                56,
                "popularity rank of the four weeks before",
                x -> x.prior.popularity.rank());
        add(
                all,
                "profitability_percentile_before",
                SHARE,
                56,
                "profit rank of the four weeks before",
                x -> x.prior.profitability.rank());
        toMiddle(all, "units_to_middle_", "sales", sums -> sums.popularity);
        toMiddle(all, "profit_to_middle_", "profit", sums -> sums.profitability);
        add(
                all,
                "popular_28d",
                "1 or 0",
                28,
                "side of the popularity threshold",
                x -> popular(x.standing.by(x.menu.method)));
        add(
                all,
                "profitable_28d",
                "1 or 0",
                28,
                "side of the profit threshold",
                x -> profitable(x.standing.by(x.menu.method)));
    }

    private static void changes(List<Feature> all) {
        add(all, "recency", "days", 0, "days since it was last sold", ItemCut::recency);
        add(
                all,
                "velocity_7_28",
                "times",
                28,
                "sales of the last week against four weeks",
                x -> Ratio.of(x.week.units * 4, x.recent.units));
        add(
                all,
                "velocity_28_56",
                "times",
                56,
                "sales of four weeks against the four before",
                x -> Ratio.of(x.recent.units, x.prior.units));
        add(all, "trend_28d", "share a week", 28, "trend of four weeks", x -> x.trend(x.menu.openRecently));
        add(all, "trend_56d", "share a week", 56, "trend of eight weeks", x -> x.trend(x.menu.openInAll));
        add(all, "variability_28d", SHARE, 28, "unevenness from day to day", ItemCut::variability);
        add(all, "unsold_days_28d", SHARE, 28, "open days without a sale", ItemCut::unsoldDays);
    }

    private static void splits(List<Feature> all) {
        String[] weekdays = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
        for (int i = 0; i < weekdays.length; i++) {
            int day = i;
            add(
                    all,
                    weekdays[i] + "_share_28d",
                    SHARE,
                    28,
                    "share sold on " + weekdays[i] + "s",
                    x -> Ratio.of(x.onWeekday(day), x.recent.units));
        }
        for (int i = 1; i < ItemCut.DAYPARTS; i++) {
            int part = i;
            add(
                    all,
                    "daypart_" + i + "_share_28d",
                    SHARE,
                    28,
                    "share sold in daypart " + i,
                    x -> Ratio.of(x.inDaypart(part), x.recent.units));
        }
        for (OrderType type : List.of(OrderType.DINE_IN, OrderType.TAKEOUT, OrderType.DELIVERY)) {
            String name = type.name().toLowerCase(Locale.ROOT);
            add(
                    all,
                    name + "_share_28d",
                    SHARE,
                    28,
                    "share sold as " + name.replace('_', ' '),
                    x -> Ratio.of(x.as(type), x.recent.units));
        }
    }

    private static void others(List<Feature> all) {
        add(
                all,
                "attach_rate_28d",
                SHARE,
                28,
                "orders that have something else on them",
                x -> Ratio.of(x.recent.attached, x.recent.orders));
        add(
                all,
                "days_on_menu",
                "days",
                0,
                "days on the menu",
                x -> orMissing(x.standing.item().daysOnMenu()));
        add(all, "items_on_menu", "items", 0, "number of items it is compared with", x -> x.menu.items.size());
    }

    /** Quadrants part at the middle of the menu. */
    private static void toMiddle(List<Feature> all, String name, String of, Function<Sums, Place> place) {
        String unit = "times the middle item's";
        String words = " against the middle item's, of ";
        add(all, name + "28d", unit, 28, of + words + "four weeks", x -> place.apply(x.recent)
                .toMiddle());
        add(all, name + "14d", unit, 14, of + words + "two weeks", x -> place.apply(x.fortnight)
                .toMiddle());
        add(all, name + "7d", unit, 7, of + words + "the last week", x -> place.apply(x.week)
                .toMiddle());
        add(all, name + "before", unit, 56, of + words + "the four weeks before", x -> place.apply(x.prior)
                .toMiddle());
    }

    private static void add(
            List<Feature> all, String name, String unit, int days, String words, ToDoubleFunction<ItemCut> value) {
        all.add(new Feature(name, unit, days, words, value));
    }

    private static double orMissing(@Nullable Number number) {
        return number == null ? Double.NaN : Objects.requireNonNull(number).doubleValue();
    }

    private static double popular(@Nullable Quadrant quadrant) {
        return side(quadrant, Quadrant.STAR, Quadrant.PLOWHORSE);
    }

    private static double profitable(@Nullable Quadrant quadrant) {
        return side(quadrant, Quadrant.STAR, Quadrant.PUZZLE);
    }

    private static double side(@Nullable Quadrant quadrant, Quadrant high, Quadrant alsoHigh) {
        if (quadrant == null || !JUDGED.contains(quadrant)) {
            return Double.NaN;
        }
        return quadrant == high || quadrant == alsoHigh ? 1 : 0;
    }
}
