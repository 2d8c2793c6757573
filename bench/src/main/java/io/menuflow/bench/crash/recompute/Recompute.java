package io.menuflow.bench.crash.recompute;

import io.menuflow.bench.crash.LogReader;
import io.menuflow.bench.crash.recompute.Calendar.Moment;
import io.menuflow.bench.crash.recompute.Wire.NotReadable;
import io.menuflow.models.check.ContentHash;
import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.schemas.avro.RestaurantDay;
import io.menuflow.schemas.avro.Transaction;
import io.menuflow.topology.ingest.Checks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The whole state by the plainest means: read every input from its first record to its last, keep the last word on each
 * restaurant, item and check, add up. What it needs of the log, and the stream of the harness keeps to: nothing that is
 * said about one restaurant or item is spread over several partitions, and what is too old comes after something newer.
 */
public final class Recompute {

    private final LogReader log;
    private final Wire wire;
    private final Rules rules;
    private final Map<String, Restaurant> restaurants = new TreeMap<>();
    private final Map<String, Map<String, MenuItem>> menus = new HashMap<>();
    private final Map<String, Map<String, RestaurantDay>> days = new HashMap<>();
    private final Map<String, Books> books = new TreeMap<>();
    private final Map<String, String> deadLetters = new TreeMap<>();
    private final Map<String, String> parked = new TreeMap<>();
    private final Set<String> strays = new TreeSet<>();
    private final Map<String, LastWord> lastWords = new HashMap<>();
    private final Map<String, Integer> spokenIn = new HashMap<>();
    private long records;

    /**
     * What the node was told.
     *
     * @param partitions of every restaurant-keyed topic
     * @param historyDays business days kept
     * @param futureTolerance how far after its append time a check may say it was closed
     * @param windowDays of the published menus
     * @param leftOut records of checks the recompute is to overlook: to see that differences are found
     */
    public record Rules(
            int partitions,
            int historyDays,
            Duration futureTolerance,
            int windowDays,
            Predicate<ConsumerRecord<byte[], byte[]>> leftOut) {}

    /** The names of the inputs. */
    public record Inputs(String restaurants, String restaurantDays, String menuItems, String transactions) {}

    private record LastWord(long revision, long hash, int partition, long offset) {
        boolean beats(LastWord other) {
            return revision != other.revision ? revision > other.revision : Long.compareUnsigned(hash, other.hash) > 0;
        }
    }

    private Recompute(LogReader log, Map<Integer, Schema> schemas, Rules rules) {
        this.log = log;
        this.wire = new Wire(schemas);
        this.rules = rules;
    }

    /** Recomputes what {@code inputs} lead to; {@code schemas} are all that are registered, by id. */
    public static Recompute of(LogReader log, Inputs inputs, Map<Integer, Schema> schemas, Rules rules) {
        Recompute recompute = new Recompute(log, schemas, rules);
        log.readWhole(inputs.restaurants(), recompute::restaurant);
        log.readWhole(inputs.restaurantDays(), recompute::day);
        log.readWhole(inputs.menuItems(), recompute::menuItem);
        recompute.transactions(inputs.transactions(), recompute::clock);
        recompute.transactions(inputs.transactions(), recompute::lastWord);
        recompute.transactions(inputs.transactions(), recompute::add);
        recompute.books.values().forEach(Books::close);
        return recompute;
    }

    private void restaurant(ConsumerRecord<byte[], byte[]> record) {
        Restaurant said;
        try {
            records++;
            said = record.value() == null ? null : wire.read(record.value(), Restaurant.class);
        } catch (NotReadable e) {
            setAside(record, e.reason());
            return;
        }
        String key = key(record);
        String id = said == null ? RestaurantPartitioner.restaurantOf(String.valueOf(key)) : said.getRestaurantId();
        if (!Inspection.isRestaurantId(id)) {
            setAside(record, "BAD_ID");
        } else if (said != null && !id.equals(key)) {
            setAside(record, "KEY_MISMATCH");
        } else {
            stray(record, id);
            if (!id.equals(key) || (said != null && !Inspection.isGood(said))) {
                setAside(record, "BAD_RESTAURANT");
            } else {
                speak(record);
                keep(restaurants, id, said);
            }
        }
    }

    private void menuItem(ConsumerRecord<byte[], byte[]> record) {
        part(
                record,
                MenuItem.class,
                item -> item.getRestaurantId() + ":" + item.getItemId(),
                (id, item) -> item == null || Inspection.isGood(item),
                "BAD_MENU_ITEM",
                menus);
    }

    private void day(ConsumerRecord<byte[], byte[]> record) {
        part(
                record,
                RestaurantDay.class,
                day -> day.getRestaurantId() + ":" + day.getDate(),
                (date, day) -> day == null ? Inspection.isDate(date) : Inspection.isGood(day),
                "BAD_DAY",
                days);
    }

    /** A record of a part of a restaurant, keyed {@code restaurant:part}. */
    private <V extends SpecificRecord> void part(
            ConsumerRecord<byte[], byte[]> record,
            Class<V> type,
            Function<V, String> keyOf,
            BiPredicate<String, @Nullable V> good,
            String reason,
            Map<String, Map<String, V>> kept) {
        V said;
        try {
            records++;
            said = record.value() == null ? null : wire.read(record.value(), type);
        } catch (NotReadable e) {
            setAside(record, e.reason());
            return;
        }
        String key = String.valueOf(key(record));
        String id = RestaurantPartitioner.restaurantOf(key);
        if (said != null && !key.equals(keyOf.apply(said))) {
            setAside(record, "KEY_MISMATCH");
        } else {
            stray(record, id);
            if (key.indexOf(':') < 0 || !good.test(key.substring(id.length() + 1), said)) {
                setAside(record, reason);
            } else {
                speak(record);
                keep(kept.computeIfAbsent(id, restaurant -> new TreeMap<>()), key.substring(id.length() + 1), said);
            }
        }
    }

    private static <V> void keep(Map<String, V> kept, String key, @Nullable V said) {
        if (said == null) {
            kept.remove(key);
        } else {
            kept.put(key, said);
        }
    }

    /** Notes a record that its producer put into another partition than its restaurant's. */
    private void stray(ConsumerRecord<byte[], byte[]> record, String restaurant) {
        if (RestaurantPartitioner.partition(restaurant, rules.partitions()) != record.partition()) {
            strays.add(place(record));
        }
    }

    /** Of two partitions nobody can say which was read first. */
    private void speak(ConsumerRecord<byte[], byte[]> record) {
        String what = record.topic() + " " + key(record);
        Integer partition = spokenIn.putIfAbsent(what, record.partition());
        if (partition != null && partition != record.partition()) {
            throw new IllegalStateException(what + " stands in two partitions: its last word is not defined");
        }
    }

    /** A check that can be counted, as far as it says itself. */
    private interface Take {
        void check(
                ConsumerRecord<byte[], byte[]> record, Transaction check, Moment moment, Books books, boolean tooOld);
    }

    private void transactions(String topic, Take take) {
        boolean first = books.isEmpty();
        log.readWhole(topic, record -> {
            if (!rules.leftOut().test(record)) {
                transaction(record, take, first);
            }
        });
    }

    private void transaction(ConsumerRecord<byte[], byte[]> record, Take take, boolean first) {
        records += first ? 1 : 0;
        Transaction check;
        String reason;
        try {
            check = record.value() == null ? null : wire.read(record.value(), Transaction.class);
            reason = check == null ? "NO_VALUE" : misplaced(record, check);
            if (check != null && reason == null) {
                stray(record, check.getRestaurantId());
                reason = Inspection.of(check);
            }
        } catch (NotReadable e) {
            check = null;
            reason = e.reason();
        }
        if (check == null || reason != null) {
            setAside(record, String.valueOf(reason));
            return;
        }
        Restaurant restaurant = restaurants.get(check.getRestaurantId());
        if (restaurant == null) {
            parked.put(place(record), check.getRestaurantId());
            return;
        }
        if (!restaurant.getCurrency().equals(check.getCurrency())) {
            setAside(record, "CURRENCY_MISMATCH");
        } else if (check.getClosedAt()
                .isAfter(Instant.ofEpochMilli(record.timestamp()).plus(rules.futureTolerance()))) {
            setAside(record, "FUTURE");
        } else {
            Moment moment = Calendar.of(restaurant).at(check.getClosedAt());
            Books of = books.computeIfAbsent(check.getRestaurantId(), id -> new Books());
            LocalDate latest = of.latestDay();
            boolean tooOld = latest != null && moment.day().isBefore(historyFrom(latest));
            take.check(record, check, moment, of, tooOld);
        }
    }

    private static @Nullable String misplaced(ConsumerRecord<byte[], byte[]> record, Transaction check) {
        String key = key(record);
        if (!Inspection.isRestaurantId(check.getRestaurantId())) {
            return "BAD_ID";
        }
        return key != null && !key.equals(check.getRestaurantId()) ? "KEY_MISMATCH" : null;
    }

    private void clock(
            ConsumerRecord<byte[], byte[]> record, Transaction check, Moment moment, Books of, boolean tooOld) {
        of.saw(check.getClosedAt(), moment.day());
    }

    private void lastWord(
            ConsumerRecord<byte[], byte[]> record, Transaction check, Moment moment, Books of, boolean tooOld) {
        if (tooOld) {
            setAside(record, "TOO_OLD");
        } else {
            of.named(check, moment);
        }
        // The hash is no arithmetic but the definition of which of two revisions with one number wins.
        long hash = ContentHash.content(Checks.of(check));
        LastWord word = new LastWord(check.getRevision(), hash, record.partition(), record.offset());
        lastWords.merge(identity(check), word, (a, b) -> b.beats(a) ? b : a);
    }

    private void add(
            ConsumerRecord<byte[], byte[]> record, Transaction check, Moment moment, Books of, boolean tooOld) {
        LastWord word = lastWords.get(identity(check));
        boolean last = word != null && word.partition() == record.partition() && word.offset() == record.offset();
        if (last && !tooOld) {
            of.add(check, moment);
        }
    }

    private static String identity(Transaction check) {
        return check.getRestaurantId() + '\0' + check.getSource() + '\0' + check.getTransactionId();
    }

    private static @Nullable String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    }

    private void setAside(ConsumerRecord<byte[], byte[]> record, String reason) {
        deadLetters.put(place(record), reason);
    }

    /** Where a record stands, as dead letters name it. */
    public static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    LocalDate historyFrom(LocalDate latest) {
        return latest.minusDays(rules.historyDays() - 1L);
    }

    Rules rules() {
        return rules;
    }

    Books books(String restaurant) {
        return books.getOrDefault(restaurant, new Books());
    }

    /** The items listed at the end, by id. */
    public Map<String, MenuItem> menu(String restaurant) {
        return menus.getOrDefault(restaurant, Map.of());
    }

    /** What is told of days at the end, by date. */
    public Map<String, RestaurantDay> days(String restaurant) {
        return days.getOrDefault(restaurant, Map.of());
    }

    /** The restaurants known at the end, by id. */
    public Map<String, Restaurant> restaurants() {
        return restaurants;
    }

    /** Every record that must have been set aside, by its place, and why. */
    public Map<String, String> deadLetters() {
        return deadLetters;
    }

    /** Every record that must still wait, by its place, and for which restaurant. */
    public Map<String, String> parked() {
        return parked;
    }

    /** Every record that must have been brought home, by its place. */
    public Set<String> strays() {
        return strays;
    }

    /** Records read. */
    public long records() {
        return records;
    }

    /** Checks there are. */
    public int checks() {
        return lastWords.size();
    }

    /** Ids of restaurants that are asked for and not known. */
    public List<String> unknownRestaurants() {
        return new ArrayList<>(parked.values().stream().distinct().toList());
    }
}
