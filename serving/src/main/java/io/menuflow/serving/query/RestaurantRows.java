package io.menuflow.serving.query;

import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.Answer.NotFound;
import io.menuflow.serving.query.Answer.Unavailable;
import io.menuflow.serving.query.StoreReader.StoreUnavailableException;
import io.menuflow.topology.Names;
import io.menuflow.topology.menu.Restaurants;
import io.menuflow.topology.sales.Latest;
import io.menuflow.topology.sales.Removed;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings questions to the rows of one restaurant, and says of every answer whether it was found and how old it may be. */
public final class RestaurantRows {

    private final StoreReader reader;
    private final Topics topics;
    private final int historyDays;
    private final Staleness staleness;
    private final Clock clock;

    /**
     * @param historyDays business days kept
     * @param staleness whether a partition's answers are too old
     */
    public RestaurantRows(StoreReader reader, Topics topics, int historyDays, Staleness staleness, Clock clock) {
        this.reader = reader;
        this.topics = topics;
        this.historyDays = historyDays;
        this.staleness = staleness;
        this.clock = clock;
    }

    /**
     * The first restaurants of a partition that are wanted, ascending by id.
     *
     * @param after only those after this id; null for all
     */
    Answer<List<Restaurant>> some(
            int partition, boolean standby, @Nullable String after, int limit, Predicate<Restaurant> wanted) {
        byte[] last = after == null ? new byte[0] : Restaurants.key(after);
        return read(partition, standby, () -> {
            List<Restaurant> some = new ArrayList<>();
            reader.scanAll(Names.RESTAURANT_STORE, partition, standby, (key, row) -> {
                Restaurant next = some.size() < limit && Arrays.compareUnsigned(key, last) > 0 ? decoded(row) : null;
                if (next != null && wanted.test(next)) {
                    some.add(next);
                }
            });
            return some;
        });
    }

    /** The latest event of a restaurant, of one that is removed, too; empty before its first. */
    Answer<Optional<Latest>> sold(String id, int partition) {
        return read(
                partition,
                false,
                () -> Optional.ofNullable(Latest.of(reader.rows(Names.SALES_STORE, partition, false), id)));
    }

    /** What a restaurant was when it was removed; empty when it is there or never was. */
    Answer<Optional<Restaurant>> removed(String id, int partition) {
        return read(partition, false, () -> Optional.ofNullable(
                        Removed.of(reader.rows(Names.SALES_STORE, partition, false), id))
                .map(this::decoded));
    }

    private <T> Answer<T> read(int partition, boolean standby, Supplier<T> rows) {
        try {
            // Before the read: what is read then cannot be older than what this said.
            boolean stale = staleness.isStale(partition, standby);
            return new Found<>(rows.get(), stale);
        } catch (StoreUnavailableException e) {
            return new Unavailable<>(String.valueOf(e.getMessage()));
        }
    }

    /** What a question finds in the rows of a restaurant. */
    <T> Answer<T> answer(String id, int partition, boolean standby, Function<OneRestaurant, T> question) {
        Answer<Optional<T>> found = read(partition, standby, () -> {
            byte[] row = reader.rows(Names.RESTAURANT_STORE, partition, standby).get(Restaurants.key(id));
            return row == null
                    ? Optional.empty()
                    : Optional.of(question.apply(new OneRestaurant(
                            decoded(row),
                            store -> reader.rows(store, partition, standby),
                            topics,
                            historyDays,
                            clock)));
        });
        return found instanceof Found<Optional<T>> one && one.value().isEmpty()
                ? new NotFound<>("restaurant " + id + " is not known")
                : found.map(Optional::orElseThrow);
    }

    /** The same of something that may be missing there. */
    <T> Answer<T> one(
            String id, int partition, boolean standby, String missing, Function<OneRestaurant, @Nullable T> question) {
        Answer<Optional<T>> found = answer(id, partition, standby, one -> Optional.ofNullable(question.apply(one)));
        return found instanceof Found<Optional<T>> one && one.value().isEmpty()
                ? new NotFound<>(missing)
                : found.map(Optional::orElseThrow);
    }

    private Restaurant decoded(byte[] row) {
        return Objects.requireNonNull(topics.restaurants()
                .valueSerde()
                .deserializer()
                .deserialize(topics.restaurants().name(), row));
    }
}
