package io.menuflow.serving.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.menuflow.connectors.replay.Mapping;
import io.menuflow.connectors.replay.ReplayListener;
import io.menuflow.models.elasticity.Evidence;
import io.menuflow.models.price.Guardrails;
import io.menuflow.models.training.ProgressListener;
import io.menuflow.serving.evaluation.PriceReport.ItemRow;
import io.menuflow.serving.history.FileHistories;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

/** Real points of sale, which say less of prices than one may wish: nothing is sold as knowledge that is not. */
class RealPricesTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));
    private static final Path DATA = ROOT.resolve("../shared/data");

    @Test
    void shouldSayThatNothingVaried_whenPricesNeverChanged() {
        PriceReport report = report("pizzaplace.yaml", "pizzaplace/pizzaplace.csv.gz");

        assertThat(report.items()).hasSize(91).allSatisfy(row -> {
            assertThat(row.evidence()).isEqualTo(Evidence.NONE);
            assertThat(row.why()).isEqualTo("no price change that held 7 open days");
            assertThat(row.controlled()).isNull();
        });
    }

    @Test
    void shouldBeWeakAtMost_whenTheMachineChangesAllPricesAtOnce() {
        PriceReport report = report("coffee-vending.yaml", "coffee_vending/coffee_vending_1.csv.gz");

        assertThat(report.items()).hasSize(8).allSatisfy(row -> assertThat(row.evidence())
                .as(row.name() + ": " + row.why())
                .isIn(Evidence.NONE, Evidence.WEAK));
        assertThat(report.items()).filteredOn(row -> row.naive() != null).isNotEmpty();
        assertThat(report.items())
                .noneMatch(row -> row.recommendation().startsWith("Increase")
                        || row.recommendation().startsWith("Decrease"));
    }

    @Test
    void shouldTellVariantsFromChanges_whenSizesShareAName() {
        PriceReport report = report("takeaway.yaml", "takeaway/restaurant-1-orders.csv.gz");

        assertThat(report.items()).hasSize(248);
        Condition<ItemRow> variants = new Condition<>(row -> row.why().startsWith("VARIANTS"), "variants");
        assertThat(report.items()).haveAtLeast(7, variants);
        assertThat(report.items()).allSatisfy(row -> assertThat(row.evidence())
                .as(row.name() + ": " + row.why())
                .isEqualTo(Evidence.NONE));
        assertThat(report.items()).filteredOn(row -> row.test() != null).hasSizeGreaterThan(100);
    }

    private static PriceReport report(String mapping, String file) {
        Path path = DATA.resolve(file);
        assertThat(Files.exists(path) || System.getenv("CI") == null)
                .as("CI has %s", path)
                .isTrue();
        assumeThat(path).as("test data, which is not part of the repository").exists();
        Mapping read = Mapping.load(ROOT.resolve("connectors/mappings").resolve(mapping));
        return new PriceEvaluation(Guardrails.DEFAULT, 1, ProgressListener.NONE)
                .ofHistories(file, new FileHistories(path, read, ReplayListener.NONE));
    }
}
