package io.menuflow.bench.scoring;

import io.menuflow.models.demand.DemandForecaster;
import io.menuflow.models.demand.DemandModel;
import io.menuflow.models.demand.HourProfile;
import io.menuflow.models.demand.MenuForecast;
import io.menuflow.models.demand.PackagedDemandModel;
import io.menuflow.models.elasticity.ElasticityEstimator;
import io.menuflow.models.elasticity.ElasticityFitting;
import io.menuflow.models.elasticity.OwnFits;
import io.menuflow.models.elasticity.PriceBlock;
import io.menuflow.models.features.FeatureTable;
import io.menuflow.models.features.Features;
import io.menuflow.models.menu.MenuHistory;
import io.menuflow.models.menu.QuadrantRules;
import io.menuflow.models.outlook.BadArtefactException;
import io.menuflow.models.outlook.MenuOutlook;
import io.menuflow.models.outlook.OutlookModel;
import io.menuflow.models.outlook.OutlookModels.InForce;
import io.menuflow.models.outlook.OutlookScorer;
import io.menuflow.models.outlook.PackagedModel;
import io.menuflow.models.price.Guardrails;
import io.menuflow.models.price.MenuEffect;
import io.menuflow.models.price.MenuPrices;
import io.menuflow.models.price.PriceAdvisor;
import io.menuflow.topology.price.ForecastDemand;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Time an item, in menus of {@link #ITEMS}, by the packaged models. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls load first
public class ScoringBenchmark {

    /** Items of the menu. */
    static final int ITEMS = 100;

    private MenuHistory history;
    private OutlookModel model;
    private FeatureTable features;
    private DemandModel demand;
    private HourProfile hours;
    private List<PriceBlock> blocks;
    private OwnFits fits;
    private MenuForecast forecast;
    private ElasticityFitting fitting;

    @Setup
    public void load() throws BadArtefactException {
        history = MadeUpMenu.of(ITEMS, 1);
        model = OutlookModel.load(PackagedModel.artefact(), Features.ALL.refs());
        features = features();
        demand = DemandModel.load(PackagedDemandModel.artefact());
        hours = MadeUpMenu.hours();
        blocks = MadeUpMenu.blocks(ITEMS, 1);
        fits = ElasticityEstimator.fit(blocks);
        forecast = demand();
        fitting = new ElasticityFitting(blocks);
    }

    /** The features of a day close. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public FeatureTable features() {
        return Features.ALL.at(history, MadeUpMenu.CLOSED_DAY, QuadrantRules.DEFAULT);
    }

    /** The model alone. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public float[][] model() {
        return model.probabilities(features.values(), features.rows());
    }

    /** What a score is: features, then the model. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public float[][] score() {
        FeatureTable table = features();
        return model.probabilities(table.values(), table.rows());
    }

    /** What the stream does at a day close: the score, and the back-test that says whose outlook is served. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public @Nullable MenuOutlook dayClose() {
        return OutlookScorer.score(new InForce(model, null), history, MadeUpMenu.CLOSED_DAY, QuadrantRules.DEFAULT);
    }

    /** The forecasts of a day close: 14 days of every item and of all, and the back-test that says by which method. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public MenuForecast demand() {
        return DemandForecaster.forecast(demand, history, hours, MadeUpMenu.CLOSED_DAY);
    }

    /** The same without a model: what the baselines and their back-test cost. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public MenuForecast baselines() {
        return DemandForecaster.forecast(null, history, hours, MadeUpMenu.CLOSED_DAY);
    }

    /** The prices of a day close, by the demand forecast and the fits that are kept. */
    @Benchmark
    @OperationsPerInvocation(ITEMS)
    public MenuPrices prices() {
        return new PriceAdvisor(Guardrails.DEFAULT)
                .advise(fits, history, new ForecastDemand(forecast), MenuEffect.UNKNOWN, MadeUpMenu.CLOSED_DAY);
    }

    /** The fit of an item, once in {@link PriceBlock#DAYS} days, with its part of what precedes and follows the fits of a menu. */
    @Benchmark
    public OwnFits fit() {
        if (fitting.isDone()) {
            fits = fitting.fits();
            fitting = new ElasticityFitting(blocks);
        }
        fitting.fitNext();
        return fits;
    }
}
