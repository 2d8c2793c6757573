package io.menuflow.connectors.replay;

import io.menuflow.models.check.CheckValidator;
import io.menuflow.models.check.Ids;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.MenuItem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects a menu from the lines of a file: each item as its latest line shows it. */
final class MenuCollector {

    private static final int DECIMALS = 4;
    private static final LocalDate ALWAYS = LocalDate.EPOCH;

    private final Mapping mapping;
    private final Map<String, BigDecimal> priceList;
    private final Map<String, BigDecimal> costs;
    private final Map<String, Seen> items = new TreeMap<>();

    /**
     * @param priceList prices by item, before those of the lines
     * @param costs looked-up food costs by item; empty when the mapping takes them from elsewhere
     */
    MenuCollector(Mapping mapping, Map<String, BigDecimal> priceList, Map<String, BigDecimal> costs) {
        this.mapping = mapping;
        this.priceList = priceList;
        this.costs = costs;
    }

    /** @param cost the latest that was told; null when none was */
    private record Seen(SaleLine latest, @Nullable BigDecimal cost) {}

    void add(LineGroup group) {
        for (SaleLine line : group.lines()) {
            items.merge(line.itemId(), new Seen(line, line.foodCost()), MenuCollector::later);
        }
    }

    private static Seen later(Seen known, Seen next) {
        int order = next.latest.closedAt().compareTo(known.latest.closedAt());
        if (order == 0) {
            // Groups come in no order of time; the file's order decides.
            order = Long.compare(next.latest.number(), known.latest.number());
        }
        Seen later = order >= 0 ? next : known;
        Seen earlier = order >= 0 ? known : next;
        return later.cost == null ? new Seen(later.latest, earlier.cost) : later;
    }

    /**
     * The items last sold on {@code from} or later, with costs and prices in force since ever: a file tells what an item
     * costs, not since when.
     *
     * @param from null for all
     * @param notes told of each item without a food cost, and of each that no menu can have
     */
    List<MenuItem> items(String restaurantId, @Nullable LocalDate from, Instant now, Consumer<String> notes) {
        return items.values().stream()
                .filter(seen -> from == null
                        || !mapping.restaurant()
                                .businessDay(seen.latest.closedAt())
                                .isBefore(from))
                .map(seen -> item(restaurantId, seen, now, notes))
                .filter(item -> isListable(item, notes))
                .toList();
    }

    /** Whether the node would take it: lines are not validated yet when their items are published. */
    private static boolean isListable(MenuItem item, Consumer<String> notes) {
        boolean listable = Ids.isListable(item.getItemId())
                && Text.isName(item.getName())
                && (item.getCategory() == null || Ids.isText(item.getCategory(), Text.MAX_NAME_BYTES))
                && Stream.concat(item.getPrices().stream(), item.getFoodCosts().stream())
                        .allMatch(entry -> isAmount(entry.getAmount()));
        if (!listable) {
            notes.accept("items that no menu can have, by their id, name, category, price or cost");
        }
        return listable;
    }

    private static boolean isAmount(BigDecimal amount) {
        return amount.signum() >= 0 && amount.compareTo(CheckValidator.MAX_AMOUNT) <= 0;
    }

    private MenuItem item(String restaurantId, Seen seen, Instant now, Consumer<String> notes) {
        SaleLine line = seen.latest;
        BigDecimal price = priceList.getOrDefault(line.itemId(), line.unitPrice());
        BigDecimal cost = cost(seen, price);
        if (cost == null) {
            notes.accept("items without a food cost");
        }
        return MenuItem.newBuilder()
                .setRestaurantId(restaurantId)
                .setItemId(line.itemId())
                .setName(line.itemName())
                .setCategory(line.category())
                .setPrices(List.of(amount(price)))
                .setFoodCosts(cost == null ? List.of() : List.of(amount(cost)))
                .setUpdatedAt(now)
                .build();
    }

    private @Nullable BigDecimal cost(Seen seen, BigDecimal price) {
        FoodCost foodCost = mapping.foodCost();
        if (foodCost instanceof FoodCost.Constant constant) {
            return constant.amount();
        }
        if (foodCost instanceof FoodCost.PercentOfPrice share) {
            return price.multiply(share.percent()).movePointLeft(2);
        }
        return foodCost instanceof FoodCost.LookedUp ? costs.get(seen.latest.itemId()) : seen.cost;
    }

    private static DatedAmount amount(BigDecimal amount) {
        return new DatedAmount(ALWAYS, amount.setScale(DECIMALS, RoundingMode.HALF_UP));
    }
}
