package io.menuflow.serving;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a node was told, by key. A key exists because somebody asks for it: once all have been asked for,
 * {@link #refuseUnknown} knows every key there is, and what else was said is a mistake.
 */
final class Settings {

    private static final int FILE = 200;
    private static final int ENVIRONMENT = 300; // below system properties, which are 400
    private static final int COMMAND_LINE = 1_000;

    private final SmallRyeConfig config;
    private final Map<String, String> environment;
    /** Where each name under which something was said stands; not the environment's. */
    private final Map<String, String> said = new LinkedHashMap<>();

    private final Set<String> known = new TreeSet<>();

    /**
     * Reads all sources.
     *
     * @throws IllegalArgumentException when there is a file and it cannot be read
     */
    Settings(Optional<Path> file, Map<String, String> overrides, Map<String, String> environment) {
        this.environment = environment;
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withSources(new SysPropConfigSource(), new EnvConfigSource(environment, ENVIRONMENT))
                .withSources(new PropertiesConfigSource(overrides, "command line", COMMAND_LINE));
        file.ifPresent(path -> {
            PropertiesConfigSource source = properties(path);
            builder.withSources(source);
            source.getPropertyNames().forEach(name -> said.put(name, "in " + path));
        });
        overrides.keySet().forEach(name -> said.put(name, "on the command line"));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(SettingNames.PREFIX))
                .filter(name -> !SettingNames.isOfTheProcess(name))
                .forEach(name -> said.put(name, "as -D" + name));
        config = builder.build();
    }

    private static PropertiesConfigSource properties(Path path) {
        try {
            return new PropertiesConfigSource(path.toUri().toURL(), FILE);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read configuration file " + path + ": " + e.getMessage(), e);
        }
    }

    /** Throws IllegalArgumentException naming each thing said that no one asked for, where, and the nearest known. */
    void refuseUnknown() {
        SettingNames names = new SettingNames(known);
        Set<String> objections = new TreeSet<>();
        said.forEach((name, where) -> names.objection(name, where).ifPresent(objections::add));
        environment.forEach(
                (name, value) -> names.objectionToVariable(name, value).ifPresent(objections::add));
        if (!objections.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", objections));
        }
    }

    Optional<String> text(String key) {
        known.add(SettingNames.PREFIX + key);
        return config.getOptionalValue(SettingNames.PREFIX + key, String.class);
    }

    String text(String key, String fallback) {
        return text(key).orElse(fallback);
    }

    boolean flag(String key) {
        String value = text(key, "false").strip();
        if (value.equals("true") || value.equals("false")) {
            return value.equals("true");
        }
        throw wrong(key, "true or false", value);
    }

    /** What is said between commas; nothing when nothing is. */
    SortedSet<String> list(String key, Pattern element, String right) {
        SortedSet<String> all = new TreeSet<>();
        for (String one : text(key, "").split(",", -1)) {
            if (!one.isBlank()) {
                if (!element.matcher(one.strip()).matches()) {
                    throw wrong(key, right, one.strip());
                }
                all.add(one.strip());
            }
        }
        return all;
    }

    /** Something that nobody may guess, and that no message repeats. */
    Optional<String> secret(String key, int shortest) {
        Optional<String> secret = text(key).map(String::strip).filter(value -> !value.isEmpty());
        if (secret.filter(value -> value.length() < shortest).isPresent()) {
            throw new IllegalArgumentException(
                    SettingNames.PREFIX + key + " must have at least " + shortest + " characters");
        }
        return secret;
    }

    int number(String key, int fallback, int min, int max) {
        return number(key, min, max).orElse(fallback);
    }

    Optional<Integer> number(String key, int min, int max) {
        return text(key).map(value -> {
            try {
                int number = Integer.parseInt(value.strip());
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below, with the range
            }
            throw wrong(key, "a whole number from " + min + " to " + max, value);
        });
    }

    Duration duration(String key, Duration fallback) {
        String value = text(key, fallback.toString());
        try {
            Duration duration = Duration.parse(value.strip());
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw wrong(key, "a duration such as PT30S or PT5M", value);
    }

    /** A duration, empty when nothing is said. */
    Optional<Duration> period(String key, Duration shortest) {
        return text(key).map(value -> {
            try {
                Duration duration = Duration.parse(value.strip());
                if (duration.compareTo(shortest) >= 0) {
                    return duration;
                }
            } catch (DateTimeParseException e) {
                // said below
            }
            throw wrong(key, "a duration of at least " + shortest + ", such as PT12H or P7D", value);
        });
    }

    URI uri(String key, String fallback) {
        return address(key, text(key, fallback));
    }

    /** An address, or else that of a variable which other programs read, too; empty when neither says one. */
    Optional<URI> uriOrVariable(String key, String variable) {
        return text(key)
                .or(() -> Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank()))
                .map(value -> address(key, value));
    }

    private static URI address(String key, String value) {
        try {
            URI uri = URI.create(value);
            if ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw wrong(key, "an http or https address", value);
    }

    private static IllegalArgumentException wrong(String key, String right, String value) {
        return new IllegalArgumentException(SettingNames.PREFIX + key + " must be " + right + ", not '" + value + "'");
    }
}
