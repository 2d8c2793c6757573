package io.menuflow.bench.crash.recompute;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.menuflow.bench.crash.recompute.Books.HourCell;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.OrderType;
import io.menuflow.schemas.avro.QuadrantMethod;
import io.menuflow.schemas.avro.QuadrantScope;
import io.menuflow.schemas.avro.Restaurant;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What REST must answer about one restaurant at rest, but for the age of its feed. */
final class Answers {

    private static final int DECIMALS = 4;

    private final Recompute recompute;
    private final Restaurant restaurant;
    private final Map<String, MenuItem> listed;
    private final Books books;

    Answers(Recompute recompute, Restaurant restaurant) {
        this.recompute = recompute;
        this.restaurant = restaurant;
        this.listed = recompute.menu(restaurant.getRestaurantId());
        this.books = recompute.books(restaurant.getRestaurantId());
    }

    /** An answer: 200 with a body, or another status without one that could be foretold. */
    record Expected(int status, @Nullable ObjectNode body) {}

    /** The last day of a window that names no dates; null while nothing was sold: then the wall clock decides. */
    @Nullable LocalDate latestDay() {
        return books.latestDay();
    }

    Expected items(Window window) {
        List<Standing> menu = menu(window);
        Map<String, Verdict> verdicts = Verdict.of(menu, restaurant.getSettings());
        ObjectNode answer = head(window);
        Amounts total = menu.stream().map(Standing::amounts).reduce(Amounts.NONE, Amounts::plus);
        answer.putObject("totals")
                .put("items_sold", menu.stream().filter(Standing::sold).count())
                .put("quantity_sold", shown(total.units()))
                .put("revenue", shown(total.revenue()));
        ArrayNode items = answer.putArray("items");
        for (Standing item : menu) {
            items.add(numbers(item, verdicts.get(item.item())));
        }
        return new Expected(200, answer);
    }

    private static ObjectNode numbers(Standing item, @Nullable Verdict verdict) {
        BigDecimal margin = item.margin();
        boolean hasPercent = margin != null && item.amounts().revenue().signum() != 0;
        return JsonNodeFactory.instance
                .objectNode()
                .put("item_id", item.item())
                .put("item_name", item.name())
                .put("category", item.category())
                .put("listed", item.listed())
                .put("in_scope", item.inScope())
                .put("order_count", item.amounts().orders())
                .put("quantity_sold", shown(item.amounts().units()))
                .put("revenue", shown(item.amounts().revenue()))
                .put("avg_selling_price", shown(item.avgPrice()))
                .put("list_price", shown(item.listPrice()))
                .put("total_food_cost", shown(item.foodCost()))
                .put("cost_basis", item.costBasis())
                .put("unit_margin", shown(item.unitMargin()))
                .put("contribution_margin", shown(margin))
                .put(
                        "margin_pct",
                        hasPercent && margin != null
                                ? shown(margin.movePointRight(2)
                                        .divide(item.amounts().revenue(), MathContext.DECIMAL128))
                                : null)
                .put("popularity_percentile", shown(verdict == null ? null : verdict.popularityPercentile()))
                .put("profitability_percentile", shown(verdict == null ? null : verdict.profitabilityPercentile()))
                .put(
                        "last_sold_at",
                        item.lastSold() == null ? null : item.lastSold().toString())
                .put("days_on_menu", item.daysOnMenu());
    }

    /** @param asked what the question says instead of the restaurant's settings */
    Expected classifications(Window window, MenuSettings asked) {
        List<Standing> menu = menu(window);
        Map<String, Verdict> now = Verdict.of(menu, asked);
        Map<String, Verdict> closed = Verdict.of(menu(window.closed()), asked);
        boolean revenueOnly = !now.isEmpty()
                && now.values().stream()
                        .allMatch(verdict -> verdict.profitBasis().equals("REVENUE"));
        boolean judged = now.values().stream().anyMatch(verdict -> verdict.popularityPercentile() != null);
        if (asked.getMethod() == QuadrantMethod.KASAVANA_SMITH && revenueOnly && judged) {
            return new Expected(422, null);
        }
        ObjectNode answer = head(window);
        answer.put("method", lower(asked.getMethod()));
        answer.put("popularity_factor", new BigDecimal(asked.getPopularityFactor()));
        answer.put("scope", lower(asked.getScope()));
        Map<String, Integer> counts = new TreeMap<>();
        now.values().forEach(verdict -> {
            String quadrant = verdict.quadrant(asked.getMethod());
            counts.merge(quadrant == null ? "OUT_OF_SCOPE" : quadrant, 1, Integer::sum);
        });
        ObjectNode counted = answer.putObject("counts");
        counts.forEach(counted::put);
        ArrayNode items = answer.putArray("items");
        for (Standing item : menu) {
            Verdict verdict = now.get(item.item());
            if (verdict == null) {
                throw new IllegalStateException("no verdict on " + item);
            }
            items.add(judged(item, verdict, closed.get(item.item()), asked));
        }
        return new Expected(200, answer);
    }

    private static ObjectNode judged(Standing item, Verdict verdict, @Nullable Verdict closed, MenuSettings asked) {
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("item_id", item.item())
                .put("item_name", item.name())
                .put("category", item.category())
                .put("in_scope", item.inScope())
                .put("quadrant", verdict.quadrant(asked.getMethod()))
                .put("settled", verdict.settled(closed, asked.getMethod()))
                .put("evidence", isFew(item, asked) ? "LOW" : "SUFFICIENT")
                .put("profit_basis", verdict.profitBasis())
                .put("profitability", item.costBasis())
                .put("popularity_percentile", shown(verdict.popularityPercentile()))
                .put("profitability_percentile", shown(verdict.profitabilityPercentile()))
                .put("menu_mix", shown(verdict.menuMix()))
                .put("quantity_sold", shown(item.amounts().units()))
                .put("revenue", shown(item.amounts().revenue()))
                .put("avg_selling_price", shown(item.avgPrice()))
                .put("unit_margin", shown(item.unitMargin()))
                .put("contribution_margin", shown(item.margin()));
        shown.putObject("quadrants")
                .put("percentile", verdict.quadrant(QuadrantMethod.PERCENTILE))
                .put("kasavana_smith", verdict.quadrant(QuadrantMethod.KASAVANA_SMITH));
        return shown;
    }

    /** The answer about one item of those in {@code all}. */
    static Expected only(Expected all, String item) {
        if (all.body() == null) {
            return all;
        }
        for (var one : all.body().path("items")) {
            if (one.path("item_id").asText().equals(item)) {
                ObjectNode answer = all.body().deepCopy();
                answer.remove(List.of("items", "totals", "counts", "scope", "popularity_factor"));
                answer.set("item", one);
                return new Expected(200, answer);
            }
        }
        return new Expected(404, null);
    }

    static boolean isFew(Standing item, MenuSettings settings) {
        return item.units().compareTo(BigDecimal.valueOf(settings.getLowEvidenceUnits())) < 0;
    }

    Expected salesByDay(Window window) {
        Map<LocalDate, Amounts> days = new TreeMap<>();
        books.days().forEach((cell, amounts) -> {
            if (window.admits(cell)) {
                days.merge(cell.day(), amounts, Amounts::plus);
            }
        });
        return sales(window, "day", days, day -> JsonNodeFactory.instance
                .objectNode()
                .put("date", day.toString()));
    }

    Expected salesByHour(Window window) {
        Map<HourCell, Amounts> hours =
                new TreeMap<>(Comparator.comparing(HourCell::day).thenComparing(HourCell::hour));
        books.hours().forEach((cell, amounts) -> {
            if (window.admits(cell)) {
                hours.merge(new HourCell(cell.day(), cell.hour(), OrderType.UNKNOWN), amounts, Amounts::plus);
            }
        });
        return sales(window, "hour", hours, hour -> JsonNodeFactory.instance
                .objectNode()
                .put("date", hour.day().toString())
                .put("hour", hour.hour()));
    }

    private <K> Expected sales(
            Window window, String granularity, Map<K, Amounts> points, Function<K, ObjectNode> named) {
        Amounts total = points.values().stream().reduce(Amounts.NONE, Amounts::plus);
        long sold = menuSums(window).values().stream().filter(Amounts::sold).count();
        ObjectNode answer = head(window);
        answer.put("granularity", granularity);
        answer.putObject("totals")
                .put("order_count", total.orders())
                .put("items_sold", sold)
                .put("quantity_sold", shown(total.units()))
                .put("revenue", shown(total.revenue()))
                .put(
                        "avg_order_value",
                        total.orders() == 0
                                ? null
                                : shown(total.revenue()
                                        .divide(BigDecimal.valueOf(total.orders()), MathContext.DECIMAL128)));
        ArrayNode all = answer.putArray("points");
        points.forEach((key, amounts) -> all.add(named.apply(key)
                .put("order_count", amounts.orders())
                .put("quantity_sold", shown(amounts.units()))
                .put("revenue", shown(amounts.revenue()))));
        return new Expected(200, answer);
    }

    private Map<String, Amounts> menuSums(Window window) {
        Map<String, Amounts> sums = new TreeMap<>();
        books.items()
                .forEach((item, cells) -> cells.forEach((cell, amounts) -> {
                    if (window.admits(cell)) {
                        sums.merge(item, amounts, Amounts::plus);
                    }
                }));
        return sums;
    }

    List<Standing> menu(Window window) {
        return Standing.menu(restaurant, listed, books, window);
    }

    private ObjectNode head(Window window) {
        Instant asOf = books.latest();
        ObjectNode answer = JsonNodeFactory.instance
                .objectNode()
                .put("restaurant_id", restaurant.getRestaurantId())
                .put("currency", restaurant.getCurrency())
                .put("as_of", asOf == null ? null : asOf.toString())
                .put("stale", false);
        answer.putObject("window")
                .put("from", window.from().toString())
                .put("to", window.to().toString())
                .put("days", window.days());
        return answer;
    }

    Restaurant restaurant() {
        return restaurant;
    }

    Recompute recompute() {
        return recompute;
    }

    private static String lower(QuadrantMethod method) {
        return method.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String lower(QuadrantScope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    /** At most four decimals, half to even. */
    static @Nullable BigDecimal shown(@Nullable BigDecimal number) {
        return number == null || number.scale() <= DECIMALS
                ? number
                : number.setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static @Nullable BigDecimal shown(@Nullable Double share) {
        return share == null ? null : shown(BigDecimal.valueOf(share));
    }
}
