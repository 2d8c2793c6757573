package io.menuflow.serving.rest;

import io.menuflow.models.outlook.OutlookModels;
import io.menuflow.schemas.Topics;
import io.menuflow.serving.query.Eligibility;
import io.menuflow.serving.query.Locator;
import io.menuflow.serving.query.MenuQueries;
import io.menuflow.serving.query.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.HostInfo;

/**
 * What the HTTP interface is built from.
 *
 * @param self the address other nodes know this one by
 * @param instanceId this node's identity in the cluster
 * @param windowDays business days of the default window
 * @param historyDays business days kept
 * @param futureTolerance how far ahead of the clock a check may say it was closed
 * @param applyPatience how long a write is waited for until questions see it
 * @param models that outlooks are explained by
 * @param ready whether the node can answer
 * @param modelServices what questions about models need
 * @param metrics the text of {@code /metrics}
 * @param observer told of every answer and every refused transaction
 */
public record RestServices(
        HostInfo self,
        String instanceId,
        Locator locator,
        MenuQueries queries,
        Publisher publisher,
        Topics topics,
        int windowDays,
        int historyDays,
        Duration futureTolerance,
        Duration applyPatience,
        OutlookModels models,
        BooleanSupplier ready,
        ModelServices modelServices,
        Supplier<String> metrics,
        HttpObserver observer,
        Clock clock) {

    RestApi.Parts parts() {
        Eligibility eligibility = new Eligibility(self);
        Router router = new Router();
        Writes writes = new Writes(queries, applyPatience);
        return new RestApi.Parts(
                new Owner(locator, eligibility, router),
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
                        new FanOut(locator, router, self, instanceId, RestApi.mapper()),
                        new GroupReader(queries),
                        windowDays,
                        historyDays,
                        RestApi.mapper()),
                new QualityRoutes(queries, windowDays, historyDays, clock),
                new RestaurantList(locator, queries, router, self, RestApi.mapper()),
                new ModelRoutes(modelServices, RestApi.mapper()),
                instanceId,
                ready,
                metrics);
    }
}
