package io.menuflow.bench.crash.recompute;

import io.menuflow.models.features.FeatureTable;
import io.menuflow.models.features.Features;
import io.menuflow.models.outlook.BackTest;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.MenuOutlook;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.models.outlook.OutlookScorer;
import io.menuflow.models.outlook.PackagedModel;
import io.menuflow.models.outlook.Persistence;
import io.menuflow.schemas.avro.ItemOutlook;
import io.menuflow.schemas.avro.ModelOrigin;
import io.menuflow.schemas.avro.OutlookServed;
import io.menuflow.schemas.avro.Quadrant;
import io.menuflow.schemas.avro.QuadrantProbabilities;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where items are heading, scored by the packaged model from the closed days of the recompute. Features and model are the
 * product's own: what is compared is what they were given, and that all of a menu was scored by one.
 */
final class Outlooks {

    private static final int WINDOW = 28;

    private final InForce models;

    Outlooks() {
        try {
            models = new InForce(OutlookModel.load(PackagedModel.artefact(), Features.ALL.refs()), null);
        } catch (BadArtefactException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The outlook of each item that has one, by id. */
    Map<String, ItemOutlook> of(PublishedHistory published, LocalDate latest) {
        LocalDate closed = latest.minusDays(1);
        MenuOutlook outlook = OutlookScorer.score(
                models,
                published.history(),
                (int) closed.toEpochDay(),
                published.profile().rules());
        Map<String, ItemOutlook> items = new HashMap<>();
        if (outlook != null) {
            for (int row = 0; row < outlook.features().rows(); row++) {
                items.put(outlook.itemIds().get(row), record(outlook, row, closed));
            }
        }
        return items;
    }

    private static ItemOutlook record(MenuOutlook outlook, int row, LocalDate closed) {
        FeatureTable features = outlook.features();
        BackTest test = outlook.backTest();
        float[] served = outlook.answer()[row];
        int likeliest = 0;
        for (int i = 1; i < served.length; i++) {
            likeliest = served[i] > served[likeliest] ? i : likeliest;
        }
        List<Float> values = new ArrayList<>();
        for (float value : features.row(row)) {
            values.add(value);
        }
        return ItemOutlook.newBuilder()
                .setModelVersion(outlook.model().version())
                .setOrigin(ModelOrigin.valueOf(outlook.model().origin().name()))
                .setClosedDay(closed)
                .setWindowTo(closed.plusDays(WINDOW))
                .setServed(OutlookServed.valueOf(outlook.served().name()))
                .setPredicted(
                        Quadrant.valueOf(Persistence.CLASSES.get(likeliest).name()))
                .setConfidence(served[likeliest])
                .setModel(probabilities(outlook.byModel()[row]))
                .setBaseline(probabilities(outlook.byBaseline()[row]))
                .setBackTestLabels(test.labels())
                .setBackTestModelLogLoss(test.labels() == 0 ? null : (Double) test.modelLogLoss())
                .setBackTestBaselineLogLoss(test.labels() == 0 ? null : (Double) test.baselineLogLoss())
                .setFeatures(values)
                .build();
    }

    private static QuadrantProbabilities probabilities(float[] of) {
        return new QuadrantProbabilities(of[0], of[1], of[2], of[3]);
    }
}
