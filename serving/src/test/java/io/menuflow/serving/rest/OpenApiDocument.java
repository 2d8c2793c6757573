package io.menuflow.serving.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The published {@code openapi.yaml}, and as much of JSON Schema as it uses. */
final class OpenApiDocument {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode root;

    private OpenApiDocument(JsonNode root) {
        this.root = root;
    }

    static OpenApiDocument load() {
        try (InputStream in = OpenApiDocument.class.getResourceAsStream("/openapi.yaml")) {
            return new OpenApiDocument(new YAMLMapper().readTree(in));
        } catch (IOException e) {
            throw new IllegalStateException("openapi.yaml cannot be read", e);
        }
    }

    JsonNode root() {
        return root;
    }

    JsonNode schema(String name) {
        return root.path("components").path("schemas").path(name);
    }

    /** Each operation as {@code GET /path}. */
    Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        root.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                    }
                }));
        return operations;
    }

    /** What each operation says that it needs; {@code nothing} exactly when it wants no key. */
    Map<String, String> needs() {
        Map<String, String> needs = new TreeMap<>();
        for (String operation : operations()) {
            JsonNode at = operation(operation);
            boolean open = at.path("security").isArray() && at.path("security").isEmpty();
            String said = at.path("x-needs").asText("(x-needs is missing)");
            needs.put(operation, open == said.equals("nothing") ? said : said + ", which its security denies");
        }
        return needs;
    }

    /** The statuses that an operation may answer. */
    Set<String> statuses(String operation) {
        Set<String> statuses = new TreeSet<>();
        operation(operation).path("responses").fieldNames().forEachRemaining(statuses::add);
        return statuses;
    }

    private JsonNode operation(String operation) {
        String[] parts = operation.split(" ", 2);
        return root.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
    }

    /** Names of a path's query parameters. */
    Set<String> queryParameters(String path) {
        Set<String> names = new TreeSet<>();
        JsonNode at = root.path("paths").path(path);
        at.findValues("parameters")
                .forEach(list -> list.forEach(entry -> {
                    JsonNode parameter = resolved(entry);
                    if (parameter.path("in").asText().equals("query")) {
                        names.add(parameter.path("name").asText());
                    }
                }));
        return names;
    }

    /** What a node is or refers to; a missing node when it refers to nothing. */
    JsonNode resolved(JsonNode node) {
        String ref = node.path("$ref").asText();
        return ref.isEmpty() ? node : root.at(ref.replaceFirst("^#", ""));
    }

    /** Every reference that leads nowhere. */
    List<String> brokenReferences() {
        return root.findValuesAsText("$ref").stream()
                .filter(ref ->
                        !ref.startsWith("#/") || root.at(ref.substring(1)).isMissingNode())
                .toList();
    }

    /** What of {@code value} is not as {@code schema} says; empty when it conforms. */
    List<String> violations(JsonNode schema, JsonNode value) {
        List<String> violations = new ArrayList<>();
        check(resolved(schema), value, "", violations);
        return violations;
    }

    private void check(JsonNode schema, JsonNode value, String at, List<String> violations) {
        if (schema.isMissingNode()) {
            violations.add(at + " has no schema");
        } else if (schema.has("oneOf")) {
            long fitting = 0;
            for (JsonNode option : schema.path("oneOf")) {
                fitting += violations(option, value).isEmpty() ? 1 : 0;
            }
            if (fitting != 1) {
                violations.add(at + " fits " + fitting + " of oneOf");
            }
        } else if (!types(schema).contains(typeOf(value)) && !isWholeNumber(schema, value)) {
            violations.add(at + " is " + typeOf(value) + ", not " + types(schema));
        } else if (schema.has("enum") && !texts(schema.path("enum")).contains(value.asText())) {
            violations.add(at + " is '" + value.asText() + "', not of " + schema.path("enum"));
        } else if (value.isObject()) {
            checkObject(schema, value, at, violations);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(resolved(schema.path("items")), value.get(i), at + "[" + i + "]", violations);
            }
        }
    }

    private void checkObject(JsonNode schema, JsonNode value, String at, List<String> violations) {
        for (String name : texts(schema.path("required"))) {
            if (!value.has(name)) {
                violations.add(at + "." + name + " is missing");
            }
        }
        value.properties().forEach(field -> {
            JsonNode known = schema.path("properties").path(field.getKey());
            JsonNode expected = known.isMissingNode() ? schema.path("additionalProperties") : known;
            check(resolved(expected), field.getValue(), at + "." + field.getKey(), violations);
        });
    }

    private static boolean isWholeNumber(JsonNode schema, JsonNode value) {
        return value.isIntegralNumber() && types(schema).contains("number");
    }

    /** The types a schema allows. */
    static Set<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? texts(type) : Set.of(type.asText());
    }

    /** The texts of an array. */
    static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "object";
            case ARRAY -> "array";
            case STRING, BINARY -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case NULL, MISSING -> "null";
        };
    }
}
