package io.menuflow.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark measured, and where.
 *
 * @param settings by name, as text
 * @param rounds figures by name, one map a round; all rounds have the same names
 */
public record Measurement(
        String benchmark, Machine machine, Map<String, String> settings, List<Map<String, Double>> rounds) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The median of each figure over the rounds. */
    public Map<String, Double> medians() {
        Map<String, Double> medians = new LinkedHashMap<>();
        for (String name : rounds.get(0).keySet()) {
            medians.put(
                    name,
                    median(rounds.stream()
                            .mapToDouble(round -> round.getOrDefault(name, Double.NaN))
                            .toArray()));
        }
        return medians;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Writes it as JSON, the medians too. */
    void write(Path file) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("benchmark", benchmark);
        all.put("machine", machine);
        all.put("settings", settings);
        all.put("rounds", rounds);
        all.put("median", medians());
        try {
            Files.writeString(file, JSON.writeValueAsString(all) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** Reads what {@link #write} wrote; throws IllegalArgumentException when the file is something else. */
    static Measurement read(Path file) {
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            Map<String, String> settings = new LinkedHashMap<>();
            json.path("settings")
                    .properties()
                    .forEach(setting ->
                            settings.put(setting.getKey(), setting.getValue().asText()));
            List<Map<String, Double>> rounds = new ArrayList<>();
            json.path("rounds").forEach(round -> {
                Map<String, Double> figures = new LinkedHashMap<>();
                round.properties()
                        .forEach(figure ->
                                figures.put(figure.getKey(), figure.getValue().asDouble()));
                rounds.add(figures);
            });
            if (rounds.isEmpty()) {
                throw new IllegalArgumentException(file + " is no measurement: it has no rounds");
            }
            Machine machine = JSON.treeToValue(json.path("machine"), Machine.class);
            return new Measurement(json.path("benchmark").asText(), machine, settings, rounds);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
