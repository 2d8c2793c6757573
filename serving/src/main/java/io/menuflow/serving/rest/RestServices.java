package io.menuflow.serving.rest;

import io.menuflow.models.outlook.OutlookModels;
import io.menuflow.schemas.Topics;
import io.menuflow.serving.query.Eligibility;
import io.menuflow.serving.query.MenuQueries;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What the HTTP interface is built from.
 *
 * @param windowDays business days of the default window
 * @param historyDays business days kept
 * @param futureTolerance how far ahead of the clock a check may say it was closed
 * @param models that outlooks are explained by
 * @param modelServices what questions about models need
 * @param metrics the text of {@code /metrics}
 * @param observer told of every answer and every refused transaction
 */
public record RestServices(
        ClusterServices cluster,
        MenuQueries queries,
        Publisher publisher,
        Topics topics,
        int windowDays,
        int historyDays,
        Duration futureTolerance,
        OutlookModels models,
        ModelServices modelServices,
        Supplier<String> metrics,
        HttpObserver observer,
        Clock clock) {

    RestApi.Parts parts() {
        Eligibility eligibility = new Eligibility(
                cluster.self(), partition -> cluster.copies().refusal(partition), node -> cluster.router()
                        .isAvoided(node));
        FanOut fanOut = new FanOut(cluster.locator(), eligibility, cluster.router(), RestApi.mapper());
        return new RestApi.Parts(
                new Owner(cluster.locator(), eligibility, cluster.router(), cluster.staleness()),
                new MenuRoutes(queries, windowDays, historyDays, models, clock),
                new WriteRoutes(
                        queries, publisher, topics, RestApi.mapper(), historyDays, futureTolerance, observer, clock),
                new RestaurantList(fanOut, queries),
                new ModelRoutes(modelServices, RestApi.mapper()),
                new InstanceRoutes(cluster, RestApi.mapper(), clock),
                metrics);
    }
}
