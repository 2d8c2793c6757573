package io.menuflow.models.training;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.demand.DemandFeatures;
import io.menuflow.models.demand.DemandModel;
import io.menuflow.models.demand.DemandSample;
import io.menuflow.models.demand.DemandSamples;
import io.menuflow.models.outlook.Artefact;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.Manifest;
import io.menuflow.models.outlook.Manifest.Origin;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Trains models of demand, and judges any. */
public final class DemandTraining {

    private static final int DIGITS = 12;
    /** Days to learn from that are drawn of all restaurants together, about. */
    private static final int SAMPLES = 240_000;

    private static final int TRIALS = 16;
    /** Rounds times depth: what bounds the time to score a row, three trees a round. */
    private static final int SIZE = 120;

    private DemandTraining() {}

    /** A model, and how it did on days it knows nothing of. */
    public record Trained(Artefact artefact, DemandReport report) {}

    /**
     * Trains on restaurants: parameters are chosen on later weeks than are learned from, the model is then grown on both,
     * and reported on once on weeks after these.
     *
     * @throws RefusedException when the data must not be learned from
     * @throws InterruptedException when the thread was interrupted meanwhile
     */
    public static Trained train(Histories histories, Options options, ProgressListener progress)
            throws InterruptedException {
        DemandRows rows = read(histories, options, progress);
        DemandCloses split = DemandCloses.split(rows.closes());
        DemandRows train = rows.in(split.train());
        DemandRows validation = rows.in(split.validation());
        List<String> warnings = DemandRows.check(train, validation);
        Search search = new Search(
                Map.of(
                        "objective", "reg:quantileerror",
                        "quantile_alpha", "[0.1, 0.5, 0.9]",
                        "base_score", 0),
                TRIALS,
                SIZE,
                options.seed());
        List<Trial> trials;
        try (Boosting learned = train.boosting();
                Boosting judged = validation.boosting()) {
            trials = search.trials(learned, judged, options.budget(), progress);
        }
        DemandRows both = train.and(validation);
        byte[] booster;
        try (Boosting all = both.boosting()) {
            booster = search.grown(trials.get(0), all);
        }
        Manifest unjudged = manifest(histories, options, rows, both, split, trials.get(0), booster);
        try (DemandModel model = DemandModel.load(new Artefact(unjudged, booster))) {
            List<DemandJudge.Judged> judged = Reading.each(
                    histories, restaurant -> DemandJudge.judge(restaurant, split.tested(restaurant), model), progress);
            DemandReport report = DemandTables.report(
                    model, source(histories), split.test(), warnings, trials, judged, options.seed());
            return new Trained(new Artefact(judged(unjudged, report), booster), report);
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
    public static DemandReport evaluate(
            DemandModel model, Histories histories, Options options, ProgressListener progress)
            throws InterruptedException {
        int today = histories.origin() == Origin.SIMULATED ? Integer.MAX_VALUE : options.today();
        List<int[]> ranges = new ArrayList<>();
        List<DemandJudge.Judged> judged = Reading.each(
                histories,
                restaurant -> {
                    refuseToCome(restaurant, today);
                    int[] closes = DemandCloses.test(restaurant);
                    refuseSeen(model, histories.origin(), closes);
                    synchronized (ranges) {
                        ranges.add(closes);
                    }
                    return DemandJudge.judge(restaurant, closes, model);
                },
                progress);
        int first = Integer.MAX_VALUE;
        int last = Integer.MIN_VALUE;
        for (int[] closes : ranges) {
            first = closes.length == 0 ? first : Math.min(first, closes[0]);
            last = closes.length == 0 ? last : Math.max(last, closes[closes.length - 1]);
        }
        if (first > last) {
            throw new RefusedException("there is no restaurant with " + DemandCloses.DAYS_TO_JUDGE
                    + " days of history to judge forecasts by");
        }
        return DemandTables.report(
                model, source(histories), new DayRange(first, last), List.of(), List.of(), judged, options.seed());
    }

    private static void refuseToCome(RestaurantHistory restaurant, int today) {
        if (restaurant.lastDay() > today) {
            throw new RefusedException("there are sales of days to come: " + restaurant.restaurant() + " sold until "
                    + LocalDate.ofEpochDay(restaurant.lastDay()) + ", and today is " + LocalDate.ofEpochDay(today));
        }
    }

    /** A model of simulated restaurants has not seen any day of real ones, and the other way round. */
    private static void refuseSeen(DemandModel model, Origin origin, int[] closes) {
        Manifest manifest = model.manifest();
        if (closes.length > 0
                && manifest.origin() == origin
                && origin != Origin.SIMULATED
                && manifest.trainedUntil() > closes[0]) {
            throw new RefusedException("the model " + manifest.version() + " has learned from days until "
                    + LocalDate.ofEpochDay(manifest.trainedUntil()) + ", and the weeks to report on begin at "
                    + LocalDate.ofEpochDay(closes[0]) + ": on what it has seen it cannot be judged");
        }
    }

    private static DemandRows read(Histories histories, Options options, ProgressListener progress)
            throws InterruptedException {
        int today = histories.origin() == Origin.SIMULATED ? Integer.MAX_VALUE : options.today();
        int each = (int) (SAMPLES / Math.max(1, histories.count()));
        List<DemandRows> all = Reading.each(
                histories,
                restaurant -> {
                    refuseToCome(restaurant, today);
                    return samples(restaurant, each, options.seed());
                },
                progress);
        DemandRows rows = DemandRows.of(all);
        rows.refuse();
        return rows;
    }

    private static DemandRows samples(RestaurantHistory restaurant, int wanted, long seed) {
        int[] closes = DemandCloses.of(restaurant);
        if (closes.length == 0) {
            return DemandRows.none(restaurant.restaurant());
        }
        DemandLeakCheck.check(restaurant, closes[closes.length / 2]);
        DemandLeakCheck.check(restaurant, closes[closes.length - 1]);
        double all = 14.0 * closes.length * restaurant.history().items().size();
        double share = Math.min(1, wanted / all);
        List<DemandSample> samples = new ArrayList<>();
        long own = seed ^ restaurant.restaurant().hashCode();
        for (int close : closes) {
            samples.addAll(DemandSamples.at(restaurant.history(), close, share, own));
        }
        return DemandRows.of(restaurant.restaurant(), samples);
    }

    private static String source(Histories histories) {
        return histories.origin() + " " + new TreeMap<>(histories.provenance());
    }

    private static Manifest manifest(
            Histories histories,
            Options options,
            DemandRows rows,
            DemandRows learned,
            DemandCloses split,
            Trial chosen,
            byte[] booster) {
        String hash = Artefact.sha256(booster);
        String version = options.version()
                .orElse(options.createdAt().atZone(ZoneOffset.UTC).toLocalDate() + "-" + hash.substring(0, DIGITS));
        Map<String, String> parameters = new TreeMap<>(chosen.parameters());
        parameters.put("rounds", Integer.toString(chosen.rounds()));
        parameters.put("seed", Long.toString(options.seed()));
        parameters.put("quantiles", "0.1, 0.5, 0.9");
        Map<String, String> provenance = new HashMap<>(histories.provenance());
        provenance.putAll(options.provenance());
        provenance.put("data_sha256", rows.sha256());
        provenance.put("restaurants", Integer.toString(rows.restaurants()));
        provenance.put("learned_rows", Integer.toString(learned.size()));
        provenance.put("train_days", Report.days(split.train()));
        provenance.put("validation_days", Report.days(split.validation()));
        provenance.put("test_days", Report.days(split.test()));
        return new Manifest(
                DemandModel.NAME,
                version,
                options.createdAt(),
                histories.origin(),
                DemandFeatures.refs(),
                List.of(),
                null,
                learned.references(),
                split.trainedUntil(),
                false,
                parameters,
                Map.of("validation_pinball_deviations", chosen.loss()),
                provenance,
                hash);
    }

    private static Manifest judged(Manifest manifest, DemandReport report) {
        Map<String, Double> metrics = new HashMap<>(manifest.metrics());
        DemandReport.Line best = report.bestBaseline();
        metrics.put("test_gain_pinball_units", best.gain().value());
        metrics.put("test_gain_low", best.gain().low());
        metrics.put("test_gain_high", best.gain().high());
        metrics.put("test_baseline_pinball_units", best.pinball().value());
        return manifest.judged(report.better(), metrics);
    }
}
