package io.menuflow.serving.query;

import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.Answer.NotFound;
import io.menuflow.serving.query.Answer.Unavailable;
import io.menuflow.serving.query.StoreReader.StoreUnavailableException;
import io.menuflow.topology.Names;
import io.menuflow.topology.menu.Restaurants;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
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

    /** The restaurants of a partition, ascending by id. */
    Answer<List<Restaurant>> all(int partition, boolean standby) {
        try {
            boolean stale = staleness.isStale(partition, standby);
            List<Restaurant> all = new ArrayList<>();
            reader.scanAll(Names.RESTAURANT_STORE, partition, standby, (key, row) -> all.add(decoded(row)));
            return new Found<>(all, stale);
        } catch (StoreUnavailableException e) {
            return new Unavailable<>(String.valueOf(e.getMessage()));
        }
    }

    /** What a question finds in the rows of a restaurant. */
    <T> Answer<T> answer(String id, int partition, boolean standby, Function<OneRestaurant, T> question) {
        try {
            // Before the read: what is read then cannot be older than what this said.
            boolean stale = staleness.isStale(partition, standby);
            byte[] row = reader.rows(Names.RESTAURANT_STORE, partition, standby).get(Restaurants.key(id));
            if (row == null) {
                return new NotFound<>("restaurant " + id + " is not known");
            }
            OneRestaurant restaurant = new OneRestaurant(
                    decoded(row), store -> reader.rows(store, partition, standby), topics, historyDays, clock);
            return new Found<>(question.apply(restaurant), stale);
        } catch (StoreUnavailableException e) {
            return new Unavailable<>(String.valueOf(e.getMessage()));
        }
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
