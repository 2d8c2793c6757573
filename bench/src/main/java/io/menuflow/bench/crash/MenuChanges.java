package io.menuflow.bench.crash;

import io.menuflow.schemas.avro.CalendarPeriod;
import io.menuflow.schemas.avro.DatedAmount;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.MenuSettings;
import io.menuflow.schemas.avro.PriceSettings;
import io.menuflow.schemas.avro.QuadrantMethod;
import io.menuflow.schemas.avro.QuadrantScope;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.SoldOutWindow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Menus that change while they are live: back-dated food costs, items sold out, taken off and listed again, other rules.
 */
final class MenuChanges {

    private static final LocalDate FUTURE_CALENDAR = LocalDate.of(2031, 1, 1);

    private final SplittableRandom random;
    private final Sender to;
    private final LocalDate from;
    private final List<MenuItem> listed = new ArrayList<>();
    private final List<MenuItem> gone = new ArrayList<>();

    MenuChanges(SplittableRandom random, Sender to, LocalDate from) {
        this.random = random;
        this.to = to;
        this.from = from;
    }

    /** Lists an item; one that strays is never changed again, because nobody can say when it comes home. */
    void list(MenuItem item, boolean stray) {
        String key = key(item);
        if (stray) {
            to.raw(
                    to.topics().menuItems(),
                    to.elsewhere(key),
                    key,
                    to.bytes(to.topics().menuItems(), item));
        } else {
            to.item(item);
            listed.add(item);
        }
    }

    /** Changes some item. */
    void change() {
        if (listed.isEmpty()) {
            return;
        }
        int at = random.nextInt(listed.size());
        MenuItem item = listed.get(at);
        switch (random.nextInt(9)) {
            case 0 -> {
                to.raw(to.topics().menuItems(), to.home(key(item)), key(item), null);
                gone.add(listed.remove(at));
            }
            case 1 -> relistSome();
            case 2 ->
                replace(
                        at,
                        MenuItem.newBuilder(item).setActive(!item.getActive()).build());
            case 3 ->
                replace(
                        at,
                        MenuItem.newBuilder(item).setName(item.getName() + " !").build());
            case 4 -> replace(at, soldOut(item));
            default -> replace(at, costed(item));
        }
    }

    /** Lists some of what was taken off again. */
    void relistSome() {
        int again = gone.size() / 2;
        for (int i = 0; i < again; i++) {
            MenuItem item = gone.remove(random.nextInt(gone.size()));
            to.item(item);
            listed.add(item);
        }
    }

    private void replace(int at, MenuItem changed) {
        listed.set(at, changed);
        to.item(changed);
    }

    /** Another food cost from some day of the stream on, mostly one gone by. */
    private MenuItem costed(MenuItem item) {
        LocalDate day = from.plusDays(random.nextInt(400) - 30);
        TreeMap<LocalDate, BigDecimal> costs = new TreeMap<>();
        item.getFoodCosts().forEach(cost -> costs.put(cost.getEffectiveFrom(), cost.getAmount()));
        BigDecimal cost = BigDecimal.valueOf(50 + random.nextInt(900), 2).setScale(4, RoundingMode.UNNECESSARY);
        costs.put(day, cost);
        while (costs.size() > 20) {
            costs.pollFirstEntry();
        }
        return MenuItem.newBuilder(item)
                .setFoodCosts(costs.entrySet().stream()
                        .map(entry -> new DatedAmount(entry.getKey(), entry.getValue()))
                        .toList())
                .build();
    }

    /** Sold out on some days of the stream, or never. */
    private MenuItem soldOut(MenuItem item) {
        List<SoldOutWindow> windows = new ArrayList<>();
        Instant next = from.atStartOfDay().toInstant(ZoneOffset.UTC);
        for (int i = random.nextInt(4); i > 0; i--) {
            Instant begin = next.plus(Duration.ofHours(random.nextInt(24 * 60)));
            next = begin.plus(Duration.ofHours(1L + random.nextInt(80)));
            windows.add(new SoldOutWindow(begin, i == 1 && random.nextBoolean() ? null : next));
        }
        return MenuItem.newBuilder(item).setUnavailable(windows).build();
    }

    /** The restaurant with other rules, or a calendar that is not in force yet. */
    Restaurant resettled(Restaurant restaurant) {
        MenuSettings.Builder settings = MenuSettings.newBuilder(restaurant.getSettings());
        Restaurant.Builder changed = Restaurant.newBuilder(restaurant);
        switch (random.nextInt(8)) {
            case 0 ->
                settings.setMethod(
                        settings.getMethod() == QuadrantMethod.PERCENTILE
                                ? QuadrantMethod.KASAVANA_SMITH
                                : QuadrantMethod.PERCENTILE);
            case 1 ->
                settings.setScope(
                        settings.getScope() == QuadrantScope.MENU ? QuadrantScope.CATEGORY : QuadrantScope.MENU);
            case 2 ->
                settings.setEstimatedCostPct(Map.of("*", Integer.toString(20 + random.nextInt(30)), "Pizza", "25.5"));
            case 3 -> settings.setNewItemDays(random.nextInt(30));
            case 4 -> settings.setSettleBand("0." + (10 + random.nextInt(30)));
            case 5 -> changed.setName(restaurant.getName() + " !");
            case 6 ->
                settings.setPrices(PriceSettings.newBuilder(settings.getPrices())
                        .setMaxStep("0." + (10 + random.nextInt(80)))
                        .setCeiling(BigDecimal.valueOf(1L + random.nextInt(100)).setScale(4, RoundingMode.UNNECESSARY))
                        .setCoolDownDays(random.nextInt(60))
                        .setMinProbability("0." + (10 + random.nextInt(90)))
                        .setMaxChanges(random.nextInt(9))
                        .setExcluded(List.of("item " + random.nextInt(9)))
                        .build());
            default -> changed.setCalendars(withFuture(restaurant.getCalendars()));
        }
        return changed.setSettings(settings.build()).build();
    }

    private static List<CalendarPeriod> withFuture(List<CalendarPeriod> periods) {
        List<CalendarPeriod> more = new ArrayList<>(periods);
        CalendarPeriod last = more.get(more.size() - 1);
        LocalDate next = last.getEffectiveFrom().isBefore(FUTURE_CALENDAR)
                ? FUTURE_CALENDAR
                : last.getEffectiveFrom().plusDays(1);
        more.add(CalendarPeriod.newBuilder(last)
                .setEffectiveFrom(next)
                .setCutOffMinutes((last.getCutOffMinutes() + 30) % (12 * 60))
                .build());
        return more;
    }

    private static String key(MenuItem item) {
        return item.getRestaurantId() + ":" + item.getItemId();
    }
}
