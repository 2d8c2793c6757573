package io.menuflow.serving.rest;

import io.github.bucket4j.TimeMeter;
import io.menuflow.models.outlook.OutlookModels;
import io.menuflow.schemas.Topics;
import io.menuflow.serving.access.AccessSettings;
import io.menuflow.serving.access.Hop;
import io.menuflow.serving.access.Keyring;
import io.menuflow.serving.access.Need;
import io.menuflow.serving.query.CloseQueries;
import io.menuflow.serving.query.Eligibility;
import io.menuflow.serving.query.Locator;
import io.menuflow.serving.query.MenuQueries;
import io.menuflow.serving.query.Router;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP interface is built from.
 *
 * @param self the address other nodes know this one by
 * @param instanceId this node's identity in the cluster
 * @param windowDays business days of the default window
 * @param historyDays business days kept
 * @param futureTolerance how far ahead of the clock a check may say it was closed
 * @param models that outlooks are explained by
 * @param ready whether the node can answer
 * @param modelServices what questions about models need
 * @param metrics the text of {@code /metrics}
 * @param observer told of every answer and every refused transaction
 * @param access whom the node lets in
 * @param keyring the keys in force; null for a node that asks for none
 */
public record RestServices(
        HostInfo self,
        String instanceId,
        Locator locator,
        MenuQueries queries,
        CloseQueries closes,
        Publisher publisher,
        Topics topics,
        int windowDays,
        int historyDays,
        Duration futureTolerance,
        OutlookModels models,
        BooleanSupplier ready,
        ModelServices modelServices,
        Supplier<String> metrics,
        HttpObserver observer,
        AccessSettings access,
        @Nullable Keyring keyring,
        Clock clock) {

    RestApi.Parts parts() {
        Eligibility eligibility = new Eligibility(self);
        Router router = new Router(Hop.of(access));
        return new RestApi.Parts(
                new Owner(locator, eligibility, router, queries),
                new MenuRoutes(queries, windowDays, historyDays, models, clock),
                new WriteRoutes(
                        queries, publisher, topics, RestApi.mapper(), historyDays, futureTolerance, observer, clock),
                new DayRoutes(queries, publisher, topics, RestApi.mapper(), clock),
                new ForecastRoutes(closes, clock),
                new PriceRoutes(closes, RestApi.mapper(), windowDays, historyDays, clock),
                new RestaurantList(locator, queries, router, self, RestApi.mapper()),
                new ModelRoutes(modelServices, RestApi.mapper()),
                new Intake(access.ingestBytes()),
                instanceId,
                ready,
                metrics,
                access.openMetrics() ? Need.NOTHING : Need.OPERATE);
    }

    Guard guard() {
        return new Guard(keyring, Hop.of(access), new Rates(access.requestsPerSecond(), TimeMeter.SYSTEM_MILLISECONDS));
    }
}
