package io.menuflow.quickstart.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Confluent's REST protocol: paths and JSON in front of a {@link Registry}. One method per answer. */
final class RegistryRoutes {

    private static final Logger log = LoggerFactory.getLogger(RegistryRoutes.class);
    private static final String JSON = "application/vnd.schemaregistry.v1+json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Far above any sensible schema; the protocol names no limit. */
    static final int MAX_BODY_BYTES = 1 << 20;

    private final Registry registry;

    RegistryRoutes(Registry registry) {
        this.registry = registry;
    }

    void addTo(RoutesConfig routes) {
        routes.before(RegistryRoutes::refuseBrowsers);
        subjects(routes);
        schemas(routes);
        settings(routes);
        routes.exception(RegistryException.class, (e, ctx) -> error(ctx, e.status(), e.code(), text(e)));
        routes.exception(HttpResponseException.class, (e, ctx) -> error(ctx, e.getStatus(), e.getStatus(), text(e)));
        routes.exception(Exception.class, RegistryRoutes::failed);
    }

    private void subjects(RoutesConfig routes) {
        routes.get("/subjects", this::listSubjects);
        routes.post("/subjects/{subject}", this::lookUp);
        routes.delete("/subjects/{subject}", this::deleteSubject);
        routes.get("/subjects/{subject}/versions", this::listVersions);
        routes.post("/subjects/{subject}/versions", this::register);
        routes.get("/subjects/{subject}/versions/{version}", this::version);
        routes.get("/subjects/{subject}/versions/{version}/schema", this::versionSchema);
        routes.delete("/subjects/{subject}/versions/{version}", this::deleteVersion);
        routes.post("/compatibility/subjects/{subject}/versions", this::checkNext);
        routes.post("/compatibility/subjects/{subject}/versions/{version}", this::checkVersion);
    }

    private void schemas(RoutesConfig routes) {
        routes.get("/schemas/types", ctx -> answer(ctx, List.of("AVRO")));
        routes.get("/schemas/ids/{id}", ctx -> answer(ctx, Map.of("schema", registry.schema(id(ctx)))));
        routes.get("/schemas/ids/{id}/schema", ctx -> raw(ctx, registry.schema(id(ctx))));
        routes.get("/schemas/ids/{id}/subjects", this::subjectsOfId);
        routes.get("/schemas/ids/{id}/versions", this::versionsOfId);
    }

    private void settings(RoutesConfig routes) {
        routes.get("/", ctx -> answer(ctx, Map.of()));
        routes.get("/mode", ctx -> answer(ctx, Map.of("mode", "READWRITE")));
        routes.get("/config", ctx -> level(ctx, registry.level()));
        routes.put("/config", this::setLevel);
        routes.delete("/config", ctx -> level(ctx, registry.resetLevel()));
        routes.get("/config/{subject}", this::subjectLevel);
        routes.put("/config/{subject}", this::setSubjectLevel);
        routes.delete("/config/{subject}", ctx -> level(ctx, registry.resetLevel(subject(ctx))));
    }

    private void listSubjects(Context ctx) {
        String prefix = ctx.queryParam("subjectPrefix");
        answer(ctx, registry.subjects(prefix == null ? "" : prefix, flag(ctx, "deleted")));
    }

    private void lookUp(Context ctx) {
        answer(ctx, registry.lookUp(subject(ctx), schema(ctx), flag(ctx, "deleted")));
    }

    private void deleteSubject(Context ctx) {
        answer(ctx, registry.deleteSubject(subject(ctx), flag(ctx, "permanent")));
    }

    private void listVersions(Context ctx) {
        answer(ctx, registry.versions(subject(ctx), flag(ctx, "deleted")));
    }

    private void register(Context ctx) {
        answer(ctx, Map.of("id", registry.register(subject(ctx), schema(ctx))));
    }

    private void version(Context ctx) {
        answer(ctx, registry.version(subject(ctx), ctx.pathParam("version"), flag(ctx, "deleted")));
    }

    private void versionSchema(Context ctx) {
        raw(
                ctx,
                registry.version(subject(ctx), ctx.pathParam("version"), flag(ctx, "deleted"))
                        .schema());
    }

    private void deleteVersion(Context ctx) {
        answer(ctx, registry.deleteVersion(subject(ctx), ctx.pathParam("version"), flag(ctx, "permanent")));
    }

    private void checkNext(Context ctx) {
        verdict(ctx, registry.incompatibilities(subject(ctx), schema(ctx)));
    }

    private void checkVersion(Context ctx) {
        verdict(ctx, registry.incompatibilities(subject(ctx), ctx.pathParam("version"), schema(ctx)));
    }

    private void subjectsOfId(Context ctx) {
        answer(
                ctx,
                registry.uses(id(ctx), flag(ctx, "deleted")).stream()
                        .map(SubjectVersion::subject)
                        .distinct()
                        .toList());
    }

    private void versionsOfId(Context ctx) {
        answer(
                ctx,
                registry.uses(id(ctx), flag(ctx, "deleted")).stream()
                        .map(use -> Map.of("subject", use.subject(), "version", use.version()))
                        .toList());
    }

    private void subjectLevel(Context ctx) {
        level(ctx, registry.level(subject(ctx), flag(ctx, "defaultToGlobal")));
    }

    private void setLevel(Context ctx) {
        CompatibilityLevel level = requestedLevel(ctx);
        registry.setLevel(level);
        answer(ctx, Map.of("compatibility", level));
    }

    private void setSubjectLevel(Context ctx) {
        CompatibilityLevel level = requestedLevel(ctx);
        registry.setLevel(subject(ctx), level);
        answer(ctx, Map.of("compatibility", level));
    }

    /**
     * A web page may send a request to this port without asking anyone; only a browser adds an origin, and no client of
     * a schema registry is a browser.
     */
    private static void refuseBrowsers(Context ctx) {
        if (ctx.header("Origin") != null) {
            throw new RegistryException(403, "The registry does not answer web pages");
        }
    }

    private static String subject(Context ctx) {
        return ctx.pathParam("subject");
    }

    private static int id(Context ctx) {
        try {
            return Integer.parseInt(ctx.pathParam("id"));
        } catch (NumberFormatException e) {
            throw new RegistryException(404, "HTTP 404 Not Found");
        }
    }

    private static boolean flag(Context ctx, String name) {
        return Boolean.parseBoolean(ctx.queryParam(name));
    }

    /** The schema in the body; what this registry would have to ignore is refused, so that nobody relies on it. */
    private static String schema(Context ctx) {
        JsonNode body = body(ctx);
        String type = body.path("schemaType").asText("AVRO");
        if (!type.equals("AVRO") && !type.equals("null")) {
            throw RegistryException.invalidSchema("type " + type + " is not supported, only AVRO");
        }
        for (String unsupported : List.of("references", "metadata", "ruleSet")) {
            if (!body.path(unsupported).isEmpty()) {
                throw RegistryException.invalidSchema(unsupported + " are not supported");
            }
        }
        if (!body.path("schema").isTextual()) {
            throw RegistryException.invalidSchema("the body has no text field \"schema\"");
        }
        return body.path("schema").textValue();
    }

    private static CompatibilityLevel requestedLevel(Context ctx) {
        return CompatibilityLevel.parse(body(ctx).path("compatibility").asText());
    }

    private static JsonNode body(Context ctx) {
        try {
            byte[] bytes = ctx.bodyInputStream().readNBytes(MAX_BODY_BYTES + 1);
            if (bytes.length > MAX_BODY_BYTES) {
                throw new RegistryException(413, "The body is larger than " + MAX_BODY_BYTES + " bytes");
            }
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new RegistryException(400, "The body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("the request broke off", e);
        }
    }

    private static void level(Context ctx, CompatibilityLevel level) {
        answer(ctx, Map.of("compatibilityLevel", level));
    }

    private static void verdict(Context ctx, List<String> reasons) {
        Map<String, Object> verdict = new LinkedHashMap<>();
        verdict.put("is_compatible", reasons.isEmpty());
        if (flag(ctx, "verbose")) {
            verdict.put("messages", reasons);
        }
        answer(ctx, verdict);
    }

    private static void failed(Exception e, Context ctx) {
        log.error("{} {} failed", ctx.method(), ctx.path(), e);
        error(ctx, 500, 50001, "Error in the backend data store: " + text(e));
    }

    private static void error(Context ctx, int status, int code, String message) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("error_code", code);
        error.put("message", message);
        ctx.status(status);
        answer(ctx, error);
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }

    private static void answer(Context ctx, Object value) {
        try {
            raw(ctx, MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void raw(Context ctx, String json) {
        ctx.contentType(JSON).result(json);
    }
}
