package io.menuflow.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The published contract, to which every answer that a test gets is held: its status, its type and its content. */
final class Contract {

    static final Contract PUBLISHED = new Contract();

    /** What the server itself answers, before it knows of which operation; the contract's description tells it. */
    private static final Set<Integer> OF_NO_OPERATION = Set.of(400, 403, 404, 405, 414, 431);

    private final JsonNode document;
    private final List<Operation> operations;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi31());
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    private Contract() {
        try (InputStream in = Contract.class.getResourceAsStream("/openapi.yaml")) {
            document = new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        operations = document.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(operation -> operation.getValue().has("responses"))
                        .map(operation -> new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                pattern(path.getKey()),
                                operation.getValue().path("responses"))))
                .toList();
        assertThat(operations).hasSizeGreaterThan(20);
    }

    /** A method of a path, and what it may answer. */
    private record Operation(String method, Pattern path, JsonNode responses) {}

    private static Pattern pattern(String template) {
        return Pattern.compile(Pattern.quote(template)
                .replaceAll("\\{[^}]+}", "\\\\E[^/]+?\\\\Q")
                .replace("\\Q\\E", ""));
    }

    /** Fails when the answer to a request is not one that the contract tells of. */
    void hold(String method, URI uri, int status, String contentType, String body) {
        String what = method + " " + uri.getRawPath() + " answered " + status + " " + contentType + ": "
                + body.substring(0, Math.min(300, body.length()));
        List<Operation> asked = operations.stream()
                .filter(each -> each.method().equals(method)
                        && each.path().matcher(uri.getRawPath()).matches())
                .toList();
        String type = contentType.replaceFirst(";.*", "").strip();
        if (asked.isEmpty()) {
            holdUnknown(what, uri, status, type, body);
            return;
        }
        List<JsonNode> answers = asked.stream()
                .map(each -> resolved(each.responses().path(Integer.toString(status))))
                .filter(response -> !response.isMissingNode())
                .toList();
        if (answers.isEmpty() && OF_NO_OPERATION.contains(status)) {
            assertProblem(what, type, body);
            return;
        }
        assertThat(answers).as("a status of the contract: " + what).isNotEmpty();
        if (answers.stream().noneMatch(answer -> answer.has("content"))) {
            assertThat(body).as("without a body in the contract: " + what).isEmpty();
            return;
        }
        List<JsonNode> contents = answers.stream()
                .map(answer -> answer.path("content").path(type))
                .filter(content -> !content.isMissingNode())
                .toList();
        assertThat(contents).as("a type of the contract: " + what).isNotEmpty();
        if (type.endsWith("json")) {
            assertThat(contents)
                    .as(() -> what + " violates " + violations(contents.get(0).path("schema"), body))
                    .anyMatch(
                            content -> violations(content.path("schema"), body).isEmpty());
        }
    }

    private void holdUnknown(String what, URI uri, int status, String type, String body) {
        if (status >= 400 || uri.getRawPath().startsWith("/v1")) {
            assertThat(status).as(what).isIn(OF_NO_OPERATION);
            assertProblem(what, type, body);
        }
    }

    private void assertProblem(String what, String type, String body) {
        assertThat(type).as(what).isEqualTo("application/problem+json");
        JsonNode problem = document.path("components").path("schemas").path("Problem");
        assertThat(violations(problem, body)).as(what).isEmpty();
    }

    private List<Error> violations(JsonNode schema, String body) {
        return schemas.computeIfAbsent(schema, this::compiled).validate(Api.parsed(body));
    }

    /** A schema of the document, by itself: what it refers to goes with it. */
    private Schema compiled(JsonNode schema) {
        ObjectNode alone = JsonNodeFactory.instance.objectNode();
        alone.putArray("allOf").add(schema);
        alone.set("components", document.path("components"));
        return registry.getSchema(alone);
    }

    private JsonNode resolved(JsonNode node) {
        String ref = node.path("$ref").asText();
        return ref.isEmpty() ? node : document.at(ref.substring(1));
    }
}
