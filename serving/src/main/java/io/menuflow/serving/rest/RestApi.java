package io.menuflow.serving.rest;

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
import io.menuflow.serving.rest.Problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every route of the node: read this like the table of contents of {@code openapi.yaml}. */
public final class RestApi implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RestApi.class);
    static final int MAX_NESTING = 50;
    static final int MAX_NUMBER = 100;
    static final int MAX_STRING = 100_000;

    private static final long MAX_BODY = 10L * 1024 * 1024;
    private static final String RETRY_AFTER_S = "1";
    /** What is no route or method of ours is counted as one: anybody can make up paths. */
    private static final String OTHER = "other";

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
     * @param ready whether the node can answer
     * @param metrics the text of {@code /metrics}
     */
    record Parts(
            Owner owner,
            MenuRoutes menu,
            WriteRoutes writes,
            Writes applied,
            ImportRoutes imports,
            GroupRoutes groups,
            QualityRoutes quality,
            RestaurantList list,
            ModelRoutes models,
            String instanceId,
            BooleanSupplier ready,
            Supplier<String> metrics) {}

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
        config.requestLogger.http(this::observe);
        config.routes.before(RestApi::refuseOtherPages);
        config.routes.before(RestApi::refuseEncodedBodies);
        routes(config.routes, services.parts());
        errors(config.routes);
    }

    /**
     * A browser sends any page's requests to localhost, and says in Origin whose they are. Programs send none; our own
     * page sends this node's.
     */
    private static void refuseOtherPages(Context at) {
        String origin = at.header("Origin");
        if (origin == null || origin.replaceFirst("^https?://", "").equals(at.header("Host"))) {
            return;
        }
        throw new ProblemException(
                new Problem("Forbidden", 403, "pages of " + origin + " may not use this node", List.of()));
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
        Endpoint endpoint = at.endpoints().lastHttpEndpoint();
        services.observer()
                .answered(
                        KNOWN_METHODS.contains(at.method().name()) ? at.method().name() : OTHER,
                        endpoint == null ? OTHER : endpoint.path,
                        at.statusCode(),
                        Duration.ofNanos((long) (millis * 1e6)));
    }

    static void routes(RoutesConfig routes, Parts parts) {
        Owner owner = parts.owner();
        String restaurant = "/v1/restaurants/{restaurant}";
        routes.get("/v1/restaurants", parts.list()::restaurants);
        routes.get(restaurant, at -> owner.handle(at, false, parts.writes()::getRestaurant));
        routes.put(restaurant, at -> owner.handle(at, true, parts.writes()::putRestaurant));
        routes.delete(restaurant, at -> owner.handle(at, true, parts.writes()::deleteRestaurant));
        routes.get(restaurant + "/writes/{write}", at -> owner.handle(at, true, parts.applied()::get));
        routes.get(restaurant + "/menu", at -> owner.handle(at, false, parts.imports()::menu));
        routes.post(restaurant + "/menu:import", at -> owner.handle(at, true, parts.imports()::importFile));
        routes.get(restaurant + "/imports", at -> owner.handle(at, false, parts.imports()::imports));
        routes.post(restaurant + "/imports/{import}:undo", at -> owner.handle(at, true, parts.imports()::undo));
        routes.get(restaurant + "/menu/{item}", at -> owner.handle(at, false, parts.writes()::getItem));
        routes.put(restaurant + "/menu/{item}", at -> owner.handle(at, true, parts.writes()::putItem));
        routes.delete(restaurant + "/menu/{item}", at -> owner.handle(at, true, parts.writes()::deleteItem));
        routes.post(restaurant + "/transactions", at -> owner.handle(at, true, parts.writes()::postTransactions));
        routes.get(restaurant + "/items", at -> owner.handle(at, false, parts.menu()::items));
        routes.get(restaurant + "/items/{item}", at -> owner.handle(at, false, parts.menu()::item));
        routes.get(restaurant + "/classifications", at -> owner.handle(at, false, parts.menu()::classifications));
        routes.get(restaurant + "/classifications/{item}", at -> owner.handle(at, false, parts.menu()::classification));
        routes.get(restaurant + "/sales", at -> owner.handle(at, false, parts.menu()::sales));
        routes.get(restaurant + "/data-quality", at -> owner.handle(at, false, parts.quality()::quality));
        String group = "/v1/groups/{group}";
        routes.get("/v1/groups", parts.groups()::groups);
        routes.get(group, parts.groups()::group);
        routes.get(group + "/items", parts.groups()::items);
        routes.get(group + "/classifications", parts.groups()::classifications);
        routes.get(group + "/sales", parts.groups()::sales);
        String model = "/v1/models/{name}";
        routes.get("/v1/models", parts.models()::models);
        routes.get(model, parts.models()::model);
        routes.post(model + ":train", parts.models()::train);
        routes.post(model + ":promote", parts.models()::promote);
        routes.post(model + ":rollback", parts.models()::rollback);
        routes.get(model + "/jobs", parts.models()::jobs);
        routes.get(model + "/jobs/{job}", parts.models()::job);
        routes.get("/health/live", at -> at.json(new Health("UP", parts.instanceId())));
        routes.get("/health/ready", at -> {
            boolean ready = parts.ready().getAsBoolean();
            at.status(ready ? 200 : 503).json(new Health(ready ? "UP" : "STARTING", parts.instanceId()));
        });
        routes.get("/metrics", at -> at.contentType("text/plain; version=0.0.4; charset=utf-8")
                .result(parts.metrics().get()));
        routes.get("/openapi.yaml", at -> at.contentType("application/yaml").result(resource("/openapi.yaml")));
    }

    /** Whether the node lives, or is ready; and which one it is. */
    record Health(String status, String instanceId) {}

    private static void errors(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, at) -> problem(at, e.problem()));
        routes.exception(SchemaRegistryException.class, (e, at) -> {
            String detail = e.getMessage() + "; sending it again is safe";
            problem(at, Problem.unavailable(detail).problem());
        });
        routes.exception(HttpResponseException.class, (e, at) -> {
            String detail =
                    switch (e.getStatus()) {
                        case 413 -> tooLarge(at.req().getContentLengthLong());
                        case 405 -> allowed(at, e);
                        default -> String.valueOf(e.getMessage());
                    };
            problem(at, new Problem(title(e.getStatus()), e.getStatus(), detail, List.of()));
        });
        routes.exception(Exception.class, (e, at) -> {
            log.error("request {} {} failed", at.method(), at.path(), e);
            problem(at, new Problem("Internal error", 500, "the node failed to answer; its log says why", List.of()));
        });
        routes.error(404, at -> {
            if (at.res().getContentType() == null || !at.res().getContentType().startsWith("application/")) {
                problem(at, new Problem("Not found", 404, "there is nothing at " + at.path(), List.of()));
            }
        });
    }

    /** Of a body that comes in parts the size is not known: it is not read to its end. */
    private static String tooLarge(long bytes) {
        String limit = "the limit is " + MAX_BODY + " bytes (" + MAX_BODY / 1024 / 1024 + " MiB)";
        return bytes < 0 ? "the body is too large, " + limit : "the body has " + bytes + " bytes, " + limit;
    }

    private static String allowed(Context at, HttpResponseException e) {
        String methods = e.getDetails().getOrDefault("availableMethods", "GET");
        at.header("Allow", methods);
        return at.method() + " is not possible here; possible is " + methods;
    }

    static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 413 -> "Body too large";
            case 415 -> "Unsupported encoding";
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
