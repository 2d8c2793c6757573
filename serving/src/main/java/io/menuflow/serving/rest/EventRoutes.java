package io.menuflow.serving.rest;

import io.javalin.http.Context;
import io.menuflow.schemas.RestaurantPartitioner;
import io.menuflow.serving.events.Events;
import io.menuflow.serving.events.Events.Subscriber;
import io.menuflow.serving.events.Events.TooManyException;
import io.menuflow.serving.events.Snapshots;
import io.menuflow.serving.rest.Problem.ProblemException;
import java.util.List;
import java.util.Set;

/** Live events of a restaurant, as server-sent events. */
final class EventRoutes {

    static final String CONTENT_TYPE = "text/event-stream";

    private final Events events;
    private final Owner owner;
    private final EventSnapshots snapshots;
    private final int partitions;

    EventRoutes(Events events, Owner owner, EventSnapshots snapshots, int partitions) {
        this.events = events;
        this.owner = owner;
        this.snapshots = snapshots;
        this.partitions = partitions;
    }

    void events(Context request) {
        if (Guard.hopped(request)) {
            owner.handle(request, false, snapshots::snapshot);
            return;
        }
        Questions.onlyKnown(request, Set.of());
        String restaurant = Owner.restaurant(request);
        Snapshots here = snapshots.by(request);
        // Once a stream has begun there is no status any more.
        Snapshots.Answer now = here.of(restaurant);
        if (now instanceof Snapshots.Refused refused) {
            throw new ProblemException(
                    new Problem(RestApi.title(refused.status()), refused.status(), refused.reason(), List.of()));
        }
        if (now instanceof Snapshots.Later later) {
            throw Problem.unavailable(later.reason());
        }
        EventStream stream = new EventStream(events);
        Subscriber subscriber = new Subscriber(
                restaurant,
                RestaurantPartitioner.partition(restaurant, partitions),
                holder(request),
                Guard.admitted(request));
        try {
            stream.listen(subscriber, request.header("Last-Event-ID"), here);
        } catch (TooManyException e) {
            throw e.isOfHolder()
                    ? new ProblemException(
                            new Problem(RestApi.title(429), 429, String.valueOf(e.getMessage()), List.of()))
                    : Problem.unavailable(String.valueOf(e.getMessage()));
        }
        request.future(() -> stream.open(request));
    }

    private static String holder(Context request) {
        String key = Guard.caller(request).key();
        return key == null ? request.ip() : key;
    }
}
