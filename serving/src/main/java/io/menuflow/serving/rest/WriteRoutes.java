package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.menuflow.connectors.CheckAvro;
import io.menuflow.models.check.Check;
import io.menuflow.models.check.CheckValidator;
import io.menuflow.models.check.Ids;
import io.menuflow.models.check.Rejection;
import io.menuflow.models.check.Rejection.Reason;
import io.menuflow.schemas.Topics;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.serving.query.Answer;
import io.menuflow.serving.query.Answer.Found;
import io.menuflow.serving.query.Answer.NotFound;
import io.menuflow.serving.query.MenuQueries;
import io.menuflow.serving.rest.Problem.FieldError;
import io.menuflow.serving.rest.Writes.Write;
import io.menuflow.topology.ingest.KeepRestaurants;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.menu.RestaurantProfile;
import io.menuflow.topology.sales.Latest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What changes something: restaurants, menu items, transactions. Everything goes through Kafka. */
final class WriteRoutes {

    /** Transactions one request may bring. */
    static final int MAX_TRANSACTIONS = 1_000;

    /** Why a transaction is refused whose fields cannot be read; what can be read has a {@link Reason}. */
    private static final String MALFORMED = "MALFORMED";

    private final MenuQueries queries;
    private final Writes writes;
    private final Publisher publisher;
    private final Topics topics;
    private final ObjectMapper mapper;
    private final int historyDays;
    private final Duration futureTolerance;
    private final HttpObserver observer;
    private final Clock clock;

    WriteRoutes(
            MenuQueries queries,
            Writes writes,
            Publisher publisher,
            Topics topics,
            ObjectMapper mapper,
            int historyDays,
            Duration futureTolerance,
            HttpObserver observer,
            Clock clock) {
        this.queries = queries;
        this.writes = writes;
        this.publisher = publisher;
        this.topics = topics;
        this.mapper = mapper;
        this.historyDays = historyDays;
        this.futureTolerance = futureTolerance;
        this.observer = observer;
        this.clock = clock;
    }

    /** What became of one transaction of a request. */
    record Verdict(int index, @Nullable String transactionId, String status, List<FieldError> errors) {}

    /** What became of all transactions of a request. */
    record Verdicts(int accepted, int rejected, List<Verdict> verdicts) {}

    void getRestaurant(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, Set.of());
        request.json(RestaurantJson.view(Answers.found(queries.restaurant(restaurant, partition, standby))
                .value()));
    }

    void putRestaurant(Context request, String id, int partition, boolean standby) {
        Questions.onlyKnown(request, Set.of());
        Restaurant standing = existing(id, partition);
        Restaurant before = standing != null ? standing : removed(request, id, partition);
        Latest latest = Answers.found(queries.sold(id, partition)).value().orElse(null);
        LocalDate latestDay = latest == null ? null : LocalDate.ofEpochDay(latest.day());
        JsonFields fields = JsonFields.of(body(request));
        Restaurant after =
                RestaurantJson.read(fields, id, before, latestDay, now(before == null ? null : before.getUpdatedAt()));
        Writing.refuse(fields);
        Guard.admit(request, id, before == null ? null : before.getGroup(), after.getGroup());
        RestaurantProfile profile = Writing.valid(() -> RestaurantProfile.of(after));
        String objection = latest == null || before == null
                ? null
                : KeepRestaurants.objection(RestaurantProfile.of(before), profile, latest.day());
        if (objection != null) {
            throw Problem.conflict(objection);
        }
        Publisher.await(List.of(publisher.send(topics.restaurants(), id, after)));
        Write write = Write.put(id, null, after.getUpdatedAt());
        boolean applied = writes.await(request, write, partition);
        request.status(Writing.status(applied, standing == null)).json(RestaurantJson.view(after));
    }

    /** One that was removed comes back with its sales and its menu: whoever might not have it then may not have it now. */
    private @Nullable Restaurant removed(Context request, String id, int partition) {
        Restaurant removed =
                Answers.found(queries.removed(id, partition)).value().orElse(null);
        if (removed != null) {
            Guard.admit(request, id, () -> new Found<>(removed, false));
        }
        return removed;
    }

    /** A tombstone: outputs are withdrawn, sums and menu stay and return with the restaurant. */
    void deleteRestaurant(Context request, String id, int partition, boolean standby) {
        Questions.onlyKnown(request, Set.of());
        Restaurant before =
                Answers.found(queries.restaurant(id, partition, false)).value();
        Guard.leave(request, id, before.getGroup());
        Publisher.await(List.of(publisher.remove(topics.restaurants(), id)));
        writes.removed(request, Write.delete(id, null, now(before.getUpdatedAt())), partition);
    }

    void getItem(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, Set.of());
        MenuItem item = Answers.found(queries.listing(restaurant, request.pathParam("item"), partition, standby))
                .value();
        RestaurantProfile profile =
                RestaurantProfile.of(Answers.found(queries.restaurant(restaurant, partition, standby))
                        .value());
        request.json(RestaurantJson.view(item, Writing.today(profile, clock)));
    }

    /** A tombstone: what the item sold stays, and it is no longer listed. */
    void deleteItem(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, Set.of());
        String id = request.pathParam("item");
        MenuItem before =
                Answers.found(queries.listing(restaurant, id, partition, false)).value();
        String objection = new MenuRelations(menu(restaurant, partition), List.of()).objectionToRemoving(id);
        if (objection != null) {
            throw Problem.conflict(objection);
        }
        Publisher.await(List.of(publisher.remove(topics.menuItems(), restaurant + ":" + id)));
        writes.removed(request, Write.delete(restaurant, id, now(before.getUpdatedAt())), partition);
    }

    private List<MenuItem> menu(String restaurant, int partition) {
        return Answers.found(queries.listing(restaurant, partition, false)).value();
    }

    void putItem(Context request, String restaurant, int partition, boolean standby) {
        String id = request.pathParam("item");
        Questions.onlyKnown(request, Set.of());
        if (!Ids.isListable(id)) {
            throw Problem.badRequest("the item id in the path " + Ids.ITEM_RULE);
        }
        RestaurantProfile profile = RestaurantProfile.of(
                Answers.found(queries.restaurant(restaurant, partition, false)).value());
        Answer<MenuItem> stored = queries.listing(restaurant, id, partition, false);
        MenuItem before = stored instanceof NotFound<MenuItem>
                ? null
                : Answers.found(stored).value();
        if (before == null && !Writing.isTrim(id)) {
            throw Problem.badRequest("the item id in the path " + Writing.TRIM_RULE);
        }
        JsonFields fields = JsonFields.of(body(request));
        LocalDate today = Writing.today(profile, clock);
        Instant now = now(before == null ? null : before.getUpdatedAt());
        MenuItem after = RestaurantJson.read(fields, restaurant, id, before, today, now);
        Writing.refuse(fields);
        Writing.valid(() -> Menus.checked(after));
        Writing.refuse(new MenuRelations(menu(restaurant, partition), List.of(after)).faults(after));
        Publisher.await(List.of(publisher.send(topics.menuItems(), restaurant + ":" + id, after)));
        Write write = Write.put(restaurant, id, after.getUpdatedAt());
        boolean applied = writes.await(request, write, partition);
        request.status(Writing.status(applied, before == null)).json(RestaurantJson.view(after, today));
    }

    void postTransactions(Context request, String restaurant, int partition, boolean standby) {
        Questions.onlyKnown(request, Set.of("all_or_none"));
        boolean allOrNone = Questions.flag(request, "all_or_none");
        Restaurant known =
                Answers.found(queries.restaurant(restaurant, partition, false)).value();
        JsonNode body = body(request);
        List<JsonNode> elements = new ArrayList<>();
        if (body.isArray()) {
            body.forEach(elements::add);
        } else {
            elements.add(body);
        }
        if (elements.isEmpty() || elements.size() > MAX_TRANSACTIONS) {
            throw Problem.badRequest("send 1 to " + MAX_TRANSACTIONS + " transactions, not " + elements.size());
        }
        Integer latestDay =
                Answers.found(queries.latestDay(restaurant, partition)).value();
        Counter counter = new Counter(
                known,
                RestaurantProfile.of(known),
                latestDay == Integer.MIN_VALUE ? latestDay : latestDay - historyDays + 1);
        List<byte[]> accepted = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            verdicts.add(judge(i, elements.get(i), counter, accepted));
        }
        boolean refusedTogether = allOrNone && accepted.size() < elements.size();
        if (refusedTogether) {
            verdicts.replaceAll(verdict -> verdict.errors().isEmpty()
                    ? new Verdict(verdict.index(), verdict.transactionId(), "not_sent", List.of())
                    : verdict);
            accepted.clear();
        }
        publisher.refuseWhenFull(
                accepted.stream().mapToLong(check -> check.length).sum());
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        for (byte[] check : accepted) {
            sent.add(publisher.send(topics.transactions().name(), restaurant, check));
        }
        Publisher.await(sent);
        request.status(accepted.isEmpty() ? 422 : 202)
                .json(new Verdicts(accepted.size(), elements.size() - accepted.size(), verdicts));
    }

    /** Where transactions are handed in: the restaurant, and the first business day it still keeps. */
    private record Counter(Restaurant restaurant, RestaurantProfile profile, int historyFrom) {}

    private Verdict judge(int index, JsonNode element, Counter counter, List<byte[]> accepted) {
        JsonFields fields = JsonFields.of(element);
        Restaurant restaurant = counter.restaurant();
        Check check = CheckJson.read(fields, restaurant.getRestaurantId(), restaurant.getCurrency());
        List<FieldError> errors = new ArrayList<>(fields.errors());
        String reason = MALFORMED;
        byte[] bytes = new byte[0];
        if (errors.isEmpty()) {
            List<Rejection> rejections = new ArrayList<>(CheckValidator.validate(check));
            if (rejections.isEmpty()) {
                bytes = topics.transactions()
                        .valueSerde()
                        .serializer()
                        .serialize(topics.transactions().name(), CheckAvro.toAvro(check));
                rejections.addAll(objections(check, counter, bytes.length));
            }
            rejections.forEach(rejection ->
                    errors.add(new FieldError(rejection.field(), rejection.reason() + ": " + rejection.message())));
            reason = rejections.isEmpty() ? "" : rejections.get(0).reason().name();
        }
        String id = check.transactionId().isEmpty() ? null : check.transactionId();
        if (!errors.isEmpty()) {
            observer.rejected(reason);
            return new Verdict(index, id, "rejected", errors);
        }
        accepted.add(bytes);
        return new Verdict(index, id, "accepted", List.of());
    }

    /** What the topology would say of a valid check, as far as it can be known now. */
    private List<Rejection> objections(Check check, Counter counter, int bytes) {
        List<Rejection> objections = new ArrayList<>();
        String currency = counter.restaurant().getCurrency();
        if (!check.currency().equals(currency)) {
            objections.add(new Rejection(
                    Reason.CURRENCY_MISMATCH,
                    "currency",
                    "is " + check.currency() + " where the restaurant's is " + currency));
        }
        if (check.closedAt().isAfter(clock.instant().plus(futureTolerance))) {
            objections.add(new Rejection(
                    Reason.FUTURE, "closed_at", check.closedAt() + " is more than " + futureTolerance + " ahead"));
        }
        int day = counter.profile().calendar().at(check.closedAt()).day();
        if (day < counter.historyFrom()) {
            objections.add(new Rejection(
                    Reason.TOO_OLD,
                    "closed_at",
                    "business day " + LocalDate.ofEpochDay(day) + " is before the history, which begins "
                            + LocalDate.ofEpochDay(counter.historyFrom())));
        }
        if (bytes > Topics.MAX_RECORD_BYTES) {
            objections.add(new Rejection(
                    Reason.TOO_LARGE,
                    "lines",
                    "the transaction has " + bytes + " bytes, the limit is " + Topics.MAX_RECORD_BYTES));
        }
        return objections;
    }

    private @Nullable Restaurant existing(String id, int partition) {
        Answer<Restaurant> answer = queries.restaurant(id, partition, false);
        return answer instanceof NotFound<Restaurant>
                ? null
                : Answers.found(answer).value();
    }

    private JsonNode body(Context request) {
        return JsonBody.read(mapper, request.bodyAsBytes());
    }

    private Instant now(@Nullable Instant before) {
        return Writing.now(clock, before);
    }
}
