package io.menuflow.serving.rest;

import static io.menuflow.serving.access.Need.KEEP;
import static io.menuflow.serving.access.Need.LIST;
import static io.menuflow.serving.access.Need.NOTHING;
import static io.menuflow.serving.access.Need.OPERATE;
import static io.menuflow.serving.access.Need.READ;
import static io.menuflow.serving.access.Need.SEND;
import static io.menuflow.serving.access.Need.WRITE;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.staticfiles.Location;
import io.javalin.json.JavalinJackson;
import io.javalin.router.Endpoint;
import io.menuflow.schemas.SchemaRegistryException;
import io.menuflow.serving.access.DeniedException;
import io.menuflow.serving.access.Need;
import io.menuflow.serving.rest.Problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every route of the node: read this like the table of contents of {@code openapi.yaml}. */
public final class RestApi implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RestApi.class);
    static final int MAX_NESTING = 50;
    static final int MAX_NUMBER = 100;
    static final int MAX_STRING = 100_000;

    static final long MAX_BODY = 10L * 1024 * 1024;
    private static final String RETRY_AFTER_S = "1";
    /** What is no route or method of ours is counted as one: anybody can make up paths. */
    private static final String OTHER = "other";

    private static final String SWAGGER_UI = "/META-INF/resources/webjars/swagger-ui/5.34.1";
    private static final String PREACT = "/META-INF/resources/webjars/preact/10.28.0";

    private static final Set<String> KNOWN_METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS");

    private final RestServices services;
    private final Javalin server;

    /** Prepares the routes; nothing listens before {@link #start}. */
    public RestApi(RestServices services) {
        this.services = services;
        this.server = Javalin.create(this::configure);
    }

    /**
     * What the routes need.
     *
     * @param metrics the text of {@code /metrics}
     * @param metricsNeed what that asks of a key
     */
    record Parts(
            Owner owner,
            MenuRoutes menu,
            WriteRoutes writes,
            Writes applied,
            ImportRoutes imports,
            GroupRoutes groups,
            QualityRoutes quality,
            DayRoutes days,
            ForecastRoutes forecasts,
            PriceRoutes prices,
            RestaurantList list,
            ModelRoutes models,
            InstanceRoutes instances,
            EventRoutes events,
            Intake intake,
            Supplier<String> metrics,
            Need metricsNeed) {}

    /** Listens; throws when the port is taken. */
    public void start(String host, int port) {
        server.start(host, port);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** How bodies are read and written. */
    static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_NESTING)
                        .maxNumberLength(MAX_NUMBER)
                        .maxStringLength(MAX_STRING)
                        .build())
                .build();
        return new ObjectMapper(factory)
                .registerModule(new JavaTimeModule())
                .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = MAX_BODY;
        config.http.prefer405over404 = true;
        config.jsonMapper(new JavalinJackson(mapper(), false));
        config.jetty.modifyServer(server -> server.setErrorHandler(new ProblemErrors()));
        config.staticFiles.add("/web", Location.CLASSPATH);
        library(config, "/swagger-ui", SWAGGER_UI);
        library(config, "/preact", PREACT);
        config.requestLogger.http(this::observe);
        config.routes.before(SafeHeaders::put);
        config.routes.before(
                new Origins(services.access().corsOrigins(), services.access().open())::admit);
        config.routes.before(RestApi::refuseEncodedBodies);
        config.routes.beforeMatched(services.guard()::admit);
        routes(config.routes, services.parts());
        errors(config.routes);
    }

    /** What pages take from others, out of its jar: nothing comes from another host. */
    private static void library(JavalinConfig config, String path, String directory) {
        config.staticFiles.add(files -> {
            files.hostedPath = path;
            files.directory = directory;
            files.location = Location.CLASSPATH;
        });
    }

    /** Neither here nor on the node it would be passed on to is a body unpacked. */
    private static void refuseEncodedBodies(Context at) {
        String encoding = at.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            at.header("Accept-Encoding", "identity");
            throw new ProblemException(new Problem(
                    title(415), 415, "bodies are read as they are: send it without Content-Encoding", List.of()));
        }
    }

    private void observe(Context at, float millis) {
        String type = at.res().getContentType();
        if (type != null && type.startsWith(EventRoutes.CONTENT_TYPE)) {
            return; // it took as long as somebody listened
        }
        Endpoint endpoint = at.endpoints().matchedHttpEndpoint();
        services.observer()
                .answered(
                        KNOWN_METHODS.contains(at.method().name()) ? at.method().name() : OTHER,
                        endpoint == null ? OTHER : endpoint.path,
                        at.statusCode(),
                        Duration.ofNanos((long) (millis * 1e6)));
    }

    /** Each route with the one {@link Need} that it asks of the caller's key. */
    static void routes(RoutesConfig routes, Parts parts) {
        Owner owner = parts.owner();
        String restaurant = "/v1/restaurants/{restaurant}";
        routes.get("/v1/restaurants", parts.list()::restaurants, LIST);
        routes.get(restaurant, at -> owner.handle(at, false, parts.writes()::getRestaurant), READ);
        routes.put(restaurant, at -> owner.handle(at, true, parts.writes()::putRestaurant), KEEP);
        routes.delete(restaurant, at -> owner.handle(at, true, parts.writes()::deleteRestaurant), WRITE);
        routes.get(restaurant + "/writes/{write}", at -> owner.handle(at, true, parts.applied()::get), READ);
        menus(routes, parts, restaurant);
        routes.get(restaurant + "/days", at -> owner.handle(at, false, parts.days()::getDays), READ);
        routes.get(restaurant + "/days/{date}", at -> owner.handle(at, false, parts.days()::getDay), READ);
        routes.put(restaurant + "/days/{date}", at -> owner.handle(at, true, parts.days()::putDay), WRITE);
        routes.delete(restaurant + "/days/{date}", at -> owner.handle(at, true, parts.days()::deleteDay), WRITE);
        routes.post(
                restaurant + "/transactions",
                parts.intake().limited(at -> owner.handle(at, true, parts.writes()::postTransactions)),
                SEND);
        routes.get(restaurant + "/items", at -> owner.handle(at, false, parts.menu()::items), READ);
        routes.get(restaurant + "/items/{item}", at -> owner.handleItem(at, parts.menu()::item), READ);
        routes.get(restaurant + "/classifications", at -> owner.handle(at, false, parts.menu()::classifications), READ);
        routes.get(
                restaurant + "/classifications/{item}", at -> owner.handleItem(at, parts.menu()::classification), READ);
        routes.get(restaurant + "/sales", at -> owner.handle(at, false, parts.menu()::sales), READ);
        routes.get(restaurant + "/item-sales", at -> owner.handle(at, false, parts.menu()::itemSales), READ);
        routes.get(restaurant + "/data-quality", at -> owner.handle(at, false, parts.quality()::quality), READ);
        closes(routes, parts, restaurant);
        routes.get(restaurant + "/events", parts.events()::events, READ);
        groups(routes, parts.groups());
        String model = "/v1/models/{name}";
        routes.get("/v1/models", parts.models()::models, OPERATE);
        routes.get(model, parts.models()::model, OPERATE);
        routes.post(model + ":train", parts.models()::train, OPERATE);
        routes.post(model + ":promote", parts.models()::promote, OPERATE);
        routes.post(model + ":rollback", parts.models()::rollback, OPERATE);
        routes.get(model + "/jobs", parts.models()::jobs, OPERATE);
        routes.get(model + "/jobs/{job}", parts.models()::job, OPERATE);
        routes.get("/v1/instances", parts.instances()::instances, OPERATE);
        node(routes, parts);
    }

    private static void node(RoutesConfig routes, Parts parts) {
        routes.get("/health/live", parts.instances()::live, NOTHING);
        routes.get("/health/ready", parts.instances()::ready, NOTHING);
        routes.get(
                "/metrics",
                at -> at.contentType("text/plain; version=0.0.4; charset=utf-8")
                        .result(parts.metrics().get()),
                parts.metricsNeed());
        routes.get("/docs", at -> at.contentType("text/html; charset=utf-8").result(resource("/docs.html")), NOTHING);
        routes.get(
                "/openapi.yaml", at -> at.contentType("application/yaml").result(resource("/openapi.yaml")), NOTHING);
    }

    /** The listed items of a restaurant. */
    private static void menus(RoutesConfig routes, Parts parts, String restaurant) {
        Owner owner = parts.owner();
        String menu = restaurant + "/menu";
        routes.get(menu, at -> owner.handle(at, false, parts.imports()::menu), READ);
        routes.post(
                menu + ":import",
                at -> owner.handle(at, true, parts.applied().inTurn(parts.imports()::importFile)),
                WRITE);
        routes.get(restaurant + "/imports", at -> owner.handle(at, false, parts.imports()::imports), READ);
        routes.post(
                restaurant + "/imports/{import}:undo",
                at -> owner.handle(at, true, parts.applied().inTurn(parts.imports()::undo)),
                WRITE);
        routes.get(menu + "/{item}", at -> owner.handle(at, false, parts.writes()::getItem), READ);
        routes.put(
                menu + "/{item}", at -> owner.handle(at, true, parts.applied().inTurn(parts.writes()::putItem)), WRITE);
        routes.delete(
                menu + "/{item}",
                at -> owner.handle(at, true, parts.applied().inTurn(parts.writes()::deleteItem)),
                WRITE);
    }

    /** Restaurants that belong together. */
    private static void groups(RoutesConfig routes, GroupRoutes groups) {
        String group = "/v1/groups/{group}";
        routes.get("/v1/groups", groups::groups, LIST);
        routes.get(group, groups::group, READ);
        routes.get(group + "/items", groups::items, READ);
        routes.get(group + "/classifications", groups::classifications, READ);
        routes.get(group + "/sales", groups::sales, READ);
    }

    /** What was published when the last business day closed. */
    private static void closes(RoutesConfig routes, Parts parts, String restaurant) {
        Owner owner = parts.owner();
        routes.get(restaurant + "/forecasts", at -> owner.handle(at, false, parts.forecasts()::forecasts), READ);
        routes.get(restaurant + "/forecasts/{item}", at -> owner.handleItem(at, parts.forecasts()::forecast), READ);
        String prices = restaurant + "/prices";
        routes.get(prices, at -> owner.handle(at, false, parts.prices()::prices), READ);
        routes.get(prices + "/{item}", at -> owner.handleItem(at, parts.prices()::price), READ);
        routes.get(prices + "/{item}/curve", at -> owner.handleItem(at, parts.prices()::curve), READ);
        routes.post(prices + "/{item}:simulate", at -> owner.handleItem(at, parts.prices()::simulate), READ);
        routes.get(restaurant + "/revenue-change", at -> owner.handle(at, false, parts.prices()::revenueChange), READ);
    }

    private static void errors(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, at) -> problem(at, e.problem()));
        routes.exception(DeniedException.class, RestApi::denied);
        routes.exception(SchemaRegistryException.class, (e, at) -> {
            String detail = e.getMessage() + "; sending it again is safe";
            problem(at, Problem.unavailable(detail).problem());
        });
        routes.exception(HttpResponseException.class, (e, at) -> {
            String detail =
                    switch (e.getStatus()) {
                        case 413 -> tooLarge(at.req().getContentLengthLong());
                        case 404 -> nothing(at);
                        case 405 -> allowed(at, e);
                        default -> String.valueOf(e.getMessage());
                    };
            problem(at, new Problem(title(e.getStatus()), e.getStatus(), detail, List.of()));
        });
        // What Jetty makes of a body that it cannot take apart, or that ends early, when somebody reads it.
        routes.exception(EofException.class, (e, at) -> {
            problem(
                    at,
                    Problem.badRequest("the body cannot be read: " + e.getMessage())
                            .problem());
        });
        routes.exception(Exception.class, (e, at) -> {
            log.error("request {} {} failed", at.method(), at.path(), e);
            problem(at, new Problem("Internal error", 500, "the node failed to answer; its log says why", List.of()));
        });
        routes.error(404, at -> {
            if (at.res().getContentType() == null || !at.res().getContentType().startsWith("application/")) {
                problem(at, new Problem("Not found", 404, nothing(at), List.of()));
            }
        });
    }

    private static void denied(DeniedException e, Context at) {
        if (e.status() == 401) {
            at.header("WWW-Authenticate", "Bearer realm=\"menuflow\"");
        }
        if (e.retryAfterSeconds() > 0) {
            at.header("Retry-After", Long.toString(e.retryAfterSeconds()));
        }
        problem(at, new Problem(title(e.status()), e.status(), String.valueOf(e.getMessage()), List.of()));
    }

    /** Of a body that comes in parts the size is not known: it is not read to its end. */
    private static String tooLarge(long bytes) {
        String limit = "the limit is " + MAX_BODY + " bytes (" + MAX_BODY / 1024 / 1024 + " MiB)";
        return bytes < 0 ? "the body is too large, " + limit : "the body has " + bytes + " bytes, " + limit;
    }

    private static String nothing(Context at) {
        return "there is nothing at " + at.path() + "; /docs lists what there is";
    }

    private static String allowed(Context at, HttpResponseException e) {
        String methods = e.getDetails().getOrDefault("availableMethods", "GET");
        at.header("Allow", methods);
        return at.method() + " is not possible here; possible is " + methods;
    }

    static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 413 -> "Body too large";
            case 415 -> "Unsupported encoding";
            case 429 -> "Too many requests";
            default -> "Request failed";
        };
    }

    private static void problem(Context at, Problem problem) {
        at.status(problem.status());
        if (problem.status() == 503) {
            at.header("Retry-After", RETRY_AFTER_S);
        }
        at.json(problem);
        at.contentType("application/problem+json");
    }

    private static java.io.InputStream resource(String path) {
        java.io.InputStream in = RestApi.class.getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException("missing resource " + path);
        }
        return in;
    }

    @Override
    public void close() {
        server.stop();
    }
}
