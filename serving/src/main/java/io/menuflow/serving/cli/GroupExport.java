package io.menuflow.serving.cli;

import io.menuflow.models.features.Feature;
import io.menuflow.models.features.Features;
import io.menuflow.models.menu.ItemQuadrants;
import io.menuflow.models.menu.Quadrant;
import io.menuflow.models.outlook.MenuOutlook;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.models.outlook.OutlookScorer;
import io.menuflow.models.outlook.Persistence;
import io.menuflow.models.training.RestaurantHistory;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Outlooks of restaurants at their last day close as lines of a CSV file, with both probabilities and every feature. */
final class GroupExport implements AutoCloseable {

    private final OutlookModel model;
    private final Writer csv;
    private long items;

    /** Writes the header; {@code out} is closed with this. */
    GroupExport(OutlookModel model, Writer out) throws IOException {
        this.model = model;
        this.csv = out;
        List<String> header =
                new ArrayList<>(List.of("restaurant_id", "item_id", "closed_day", "quadrant", "outlook", "served"));
        for (String by : List.of("model_", "baseline_")) {
            Persistence.CLASSES.forEach(
                    quadrant -> header.add(by + quadrant.name().toLowerCase(Locale.ROOT)));
        }
        Features.ALL.list().stream().map(Feature::name).forEach(header::add);
        write(header);
    }

    /** Items written so far. */
    long items() {
        return items;
    }

    /** Writes a line for each item of a restaurant's last closed day. */
    void add(RestaurantHistory restaurant) throws IOException {
        MenuOutlook outlook = OutlookScorer.score(
                new InForce(model, null), restaurant.history(), restaurant.lastDay(), restaurant.rules());
        if (outlook == null) {
            throw new IllegalStateException("there is a model, so there is an outlook");
        }
        for (int i = 0; i < outlook.features().rows(); i++) {
            ItemQuadrants item = outlook.features().items().get(i);
            List<Object> line = new ArrayList<>();
            line.add(restaurant.restaurant());
            line.add(item.item().itemId());
            line.add(LocalDate.ofEpochDay(restaurant.lastDay()));
            line.add(item.by(restaurant.rules().method()));
            line.add(mostProbable(outlook.answer()[i]));
            line.add(outlook.served());
            add(line, outlook.byModel()[i]);
            add(line, outlook.byBaseline()[i]);
            add(line, outlook.features().row(i));
            write(line);
            items++;
        }
    }

    private static Quadrant mostProbable(float[] probabilities) {
        int most = 0;
        for (int i = 1; i < probabilities.length; i++) {
            most = probabilities[i] > probabilities[most] ? i : most;
        }
        return Persistence.CLASSES.get(most);
    }

    /** What is missing is empty. */
    private static void add(List<Object> line, float[] numbers) {
        for (float number : numbers) {
            line.add(Float.isNaN(number) ? "" : number);
        }
    }

    /** Quoted as RFC 4180 wants it: ids may hold commas and quotes. */
    private void write(List<?> line) throws IOException {
        csv.write(line.stream()
                .map(String::valueOf)
                .map(cell -> cell.matches("[^\",\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",", "", "\n")));
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
