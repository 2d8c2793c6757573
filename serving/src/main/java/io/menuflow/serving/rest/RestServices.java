package io.menuflow.serving.rest;

import io.github.bucket4j.TimeMeter;
import io.menuflow.models.outlook.OutlookModels;
import io.menuflow.schemas.Topics;
import io.menuflow.serving.access.AccessSettings;
import io.menuflow.serving.access.Hop;
import io.menuflow.serving.access.Keyring;
import io.menuflow.serving.access.Need;
import io.menuflow.serving.events.Events;
import io.menuflow.serving.query.CloseQueries;
import io.menuflow.serving.query.Eligibility;
import io.menuflow.serving.query.MenuQueries;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP interface is built from.
 *
 * @param partitions of every restaurant-keyed topic
 * @param windowDays business days of the default window
 * @param historyDays business days kept
 * @param futureTolerance how far ahead of the clock a check may say it was closed
 * @param applyPatience how long a write is waited for until questions see it
 * @param scored whether the menu of a restaurant was scored since its records changed
 * @param models that outlooks are explained by
 * @param events who listens to live events
 * @param modelServices what questions about models need
 * @param metrics the text of {@code /metrics}
 * @param observer told of every answer and every refused transaction
 * @param access whom the node lets in
 * @param keyring the keys in force; null for a node that asks for none
 */
public record RestServices(
        ClusterServices cluster,
        MenuQueries queries,
        CloseQueries closes,
        Publisher publisher,
        Topics topics,
        int partitions,
        int windowDays,
        int historyDays,
        Duration futureTolerance,
        Duration applyPatience,
        Predicate<String> scored,
        OutlookModels models,
        ModelServices modelServices,
        Events events,
        Supplier<String> metrics,
        HttpObserver observer,
        AccessSettings access,
        @Nullable Keyring keyring,
        Clock clock) {

    RestApi.Parts parts() {
        Eligibility eligibility = new Eligibility(
                cluster.self(), partition -> cluster.copies().refusal(partition), node -> cluster.router()
                        .isAvoided(node));
        FanOut fanOut = new FanOut(cluster.locator(), eligibility, cluster.router(), RestApi.mapper());
        Owner owner = new Owner(cluster.locator(), eligibility, cluster.router(), cluster.staleness(), queries);
        EventSnapshots snapshots =
                new EventSnapshots(cluster, eligibility, queries, windowDays, RestApi.mapper(), clock);
        Writes writes = new Writes(queries, scored, applyPatience);
        return new RestApi.Parts(
                owner,
                new MenuRoutes(queries, windowDays, historyDays, models, RestApi.mapper(), clock),
                new WriteRoutes(
                        queries,
                        writes,
                        publisher,
                        topics,
                        RestApi.mapper(),
                        historyDays,
                        futureTolerance,
                        observer,
                        clock),
                writes,
                new ImportRoutes(queries, writes, publisher, topics, RestApi.mapper(), clock),
                new GroupRoutes(
                        new Gatherer(fanOut, RestApi.mapper()),
                        new GroupReader(queries),
                        windowDays,
                        historyDays,
                        RestApi.mapper()),
                new QualityRoutes(queries, RestApi.mapper(), windowDays, historyDays, clock),
                new DayRoutes(queries, writes, publisher, topics, RestApi.mapper(), clock),
                new ForecastRoutes(closes, RestApi.mapper(), clock),
                new PriceRoutes(closes, RestApi.mapper(), windowDays, historyDays, clock),
                new RestaurantList(fanOut, queries, RestApi.mapper()),
                new ModelRoutes(modelServices, RestApi.mapper()),
                new InstanceRoutes(cluster, RestApi.mapper(), clock),
                new EventRoutes(events, owner, snapshots, partitions),
                new Intake(access.ingestBytes()),
                metrics,
                access.openMetrics() ? Need.NOTHING : Need.OPERATE);
    }

    Guard guard() {
        return new Guard(keyring, Hop.of(access), new Rates(access.requestsPerSecond(), TimeMeter.SYSTEM_MILLISECONDS));
    }
}
