package io.menuflow.models.training;

import io.menuflow.models.features.Features;
import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.Manifest;
import io.menuflow.models.outlook.Manifest.Origin;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.Persistence;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Trains outlook models, and judges any. */
public final class OutlookTraining {

    private static final String NAME = "outlook";
    private static final int DIGITS = 12;

    private OutlookTraining() {}

    /**
     * A model, and how it did on rows it knows nothing of.
     *
     * @param betterThanChampion whether its log-loss is below the champion's with the whole interval; empty without one, or
     *     when the champion learned from days that are judged by
     */
    public record Trained(Artefact artefact, Report report, Optional<Boolean> betterThanChampion) {}

    /** The rows of a data set, apart by time. */
    private record Parts(
            Dataset data,
            TimeSplit split,
            List<Row> train,
            List<Row> validation,
            List<Row> test,
            List<String> warnings) {

        /** What may be learned from once parameters are chosen. */
        List<Row> learned() {
            List<Row> all = new ArrayList<>(train);
            all.addAll(validation);
            return all;
        }
    }

    /**
     * Trains on restaurants: parameters are chosen on later weeks than are learned from, the model is then grown on both,
     * with calibrated persistence from the same rows, and reported on once on weeks after these.
     *
     * @throws RefusedException when the data must not be learned from
     * @throws InterruptedException when the thread was interrupted meanwhile
     */
    public static Trained train(Histories histories, Options options, ProgressListener progress)
            throws InterruptedException {
        Parts parts = read(histories, options, progress);
        int columns = parts.data().features().size();
        Search search = Search.ofOutlook(options.seed());
        List<Trial> trials;
        try (Boosting train = new Boosting(parts.train(), columns, Row::label);
                Boosting validation = new Boosting(parts.validation(), columns, Row::label)) {
            trials = search.trials(train, validation, options.budget(), progress);
        }
        List<Row> learned = parts.learned();
        byte[] booster;
        try (Boosting all = new Boosting(learned, columns, Row::label)) {
            booster = search.grown(trials.get(0), all);
        }
        Manifest unjudged = manifest(histories, options, parts, trials.get(0), learned, booster);
        Optional<OutlookModel> champion =
                options.champion().filter(model -> !saw(model, histories.origin(), parts.split()));
        try (OutlookModel model = load(new Artefact(unjudged, booster))) {
            Judge judge = new Judge(parts.data(), learned, parts.test(), options.seed());
            Evaluation evaluation = champion.isPresent() ? judge.judge(model, champion.get()) : judge.judge(model);
            Report report = report(unjudged.version(), histories, parts, trials, evaluation);
            Manifest judged = judged(unjudged, evaluation);
            return new Trained(new Artefact(judged, booster), report, evaluation.betterThan(Judge.CHAMPION));
        } catch (BadArtefactException e) {
            throw new IllegalStateException("the model that was just trained cannot be loaded", e);
        }
    }

    /**
     * Judges a model on the last weeks of restaurants.
     *
     * @throws RefusedException when the data cannot be judged by, or the model has learned from days that would be
     * @throws InterruptedException when the thread was interrupted meanwhile
     */
    public static Report evaluate(OutlookModel model, Histories histories, Options options, ProgressListener progress)
            throws InterruptedException {
        Parts parts = read(histories, options, progress);
        Manifest manifest = model.manifest();
        boolean sameData = parts.data().sha256().equals(manifest.provenance().get("data_sha256"));
        if (saw(model, histories.origin(), parts.split())
                || (sameData && manifest.trainedUntil() > parts.split().test().first())) {
            throw new RefusedException("the model " + manifest.version() + " has learned from days until "
                    + LocalDate.ofEpochDay(manifest.trainedUntil()) + ", and the weeks to report on begin at "
                    + LocalDate.ofEpochDay(parts.split().test().first())
                    + ": on what it has seen it cannot be judged");
        }
        Evaluation evaluation = new Judge(parts.data(), parts.learned(), parts.test(), options.seed()).judge(model);
        return report(manifest.version(), histories, parts, List.of(), evaluation);
    }

    /** A model of simulated restaurants has not seen any day of real ones, and the other way round. */
    private static boolean saw(OutlookModel model, Origin origin, TimeSplit split) {
        return model.manifest().origin() == origin
                && origin != Origin.SIMULATED
                && model.manifest().trainedUntil() > split.test().first();
    }

    private static Parts read(Histories histories, Options options, ProgressListener progress)
            throws InterruptedException {
        Dataset data = Dataset.read(histories, Features.ALL, options.seed(), progress);
        DataChecks.check(data, histories.origin() == Origin.SIMULATED ? Integer.MAX_VALUE : options.today());
        TimeSplit split = TimeSplit.of(data.rows());
        List<Row> train = TimeSplit.in(split.train(), data.rows());
        List<Row> validation = TimeSplit.in(split.validation(), data.rows());
        List<Row> test = TimeSplit.in(split.test(), data.rows());
        List<String> names =
                data.features().stream().map(Manifest.FeatureRef::name).toList();
        return new Parts(data, split, train, validation, test, DataChecks.check(split, train, validation, test, names));
    }

    private static Manifest manifest(
            Histories histories, Options options, Parts parts, Trial chosen, List<Row> learned, byte[] booster) {
        String hash = Artefact.sha256(booster);
        String version = options.version()
                .orElse(options.createdAt().atZone(ZoneOffset.UTC).toLocalDate() + "-" + hash.substring(0, DIGITS));
        Map<String, String> parameters = new TreeMap<>(chosen.parameters());
        parameters.put("rounds", Integer.toString(chosen.rounds()));
        parameters.put("seed", Long.toString(options.seed()));
        Map<String, String> provenance = new HashMap<>(histories.provenance());
        provenance.putAll(options.provenance());
        provenance.put("data_sha256", parts.data().sha256());
        provenance.put("restaurants", Integer.toString(parts.data().restaurants()));
        provenance.put("learned_rows", Integer.toString(learned.size()));
        provenance.put("train_days", Report.days(parts.split().train()));
        provenance.put("validation_days", Report.days(parts.split().validation()));
        provenance.put("test_days", Report.days(parts.split().test()));
        int[] states = learned.stream().mapToInt(Row::state).toArray();
        int[] labels = learned.stream().mapToInt(Row::label).toArray();
        return new Manifest(
                NAME,
                version,
                options.createdAt(),
                histories.origin(),
                parts.data().features(),
                Persistence.CLASSES,
                Persistence.fitted(states, labels),
                References.of(learned, parts.data().features().size()),
                parts.split().trainedUntil(),
                false,
                parameters,
                Map.of("validation_log_loss", chosen.loss()),
                provenance,
                hash);
    }

    private static Manifest judged(Manifest manifest, Evaluation evaluation) {
        Map<String, Double> metrics = new HashMap<>(manifest.metrics());
        Evaluation.Contender model = evaluation.model();
        metrics.put("test_rows", (double) evaluation.rows());
        metrics.put("test_log_loss", model.logLoss().value());
        metrics.put("test_accuracy", model.accuracy().value());
        metrics.put("test_macro_f1", model.macroF1().value());
        metrics.put("test_calibration_error", model.calibrationError().value());
        metrics.put(
                "test_baseline_log_loss",
                evaluation.yardsticks().get(0).logLoss().value());
        metrics.put("test_gain", evaluation.gain().value());
        metrics.put("test_gain_low", evaluation.gain().low());
        metrics.put("test_gain_high", evaluation.gain().high());
        return manifest.judged(evaluation.better(), metrics);
    }

    private static Report report(
            String version, Histories histories, Parts parts, List<Trial> trials, Evaluation evaluation) {
        return new Report(
                version,
                histories.origin() + " " + new TreeMap<>(histories.provenance()),
                parts.data().sha256(),
                parts.data().restaurants(),
                parts.data().rows().size(),
                parts.split(),
                parts.train().size(),
                parts.validation().size(),
                parts.warnings(),
                trials,
                evaluation);
    }

    private static OutlookModel load(Artefact artefact) throws BadArtefactException {
        return OutlookModel.load(artefact, Features.ALL.refs());
    }
}
