package io.menuflow.models.elasticity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.menuflow.models.elasticity.Pooling.Pooled;
import io.menuflow.models.elasticity.Pooling.Prior;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real scanner data whose least-squares elasticities are published. */
class OrangeJuiceTest {

    private static final Path FILE =
            Path.of(System.getProperty("project.root", ".."), "../shared/data/orange_juice/oj.csv.gz");
    private static final List<String> BRANDS = List.of("dominicks", "minute.maid", "tropicana");
    private static final int[] ONE_CATEGORY = {0, 0, 0};

    private static List<Sale> sales;

    private record Sale(String brand, int featured, double logPrice, double logSales) {}

    @BeforeAll
    static void read() throws IOException {
        boolean there = Files.exists(FILE);
        assertThat(there || System.getenv("CI") == null).as("CI has %s", FILE).isTrue();
        assumeTrue(there, "skipped: " + FILE + " is not there");
        sales = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
            in.lines()
                    .skip(1)
                    .map(line -> line.replace("\"", "").split(","))
                    .forEach(cells -> sales.add(new Sale(
                            cells[2],
                            Integer.parseInt(cells[3]),
                            Math.log(Double.parseDouble(cells[1])),
                            Math.log(Double.parseDouble(cells[0])))));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Test
    void shouldGivePublishedElasticities_whenAllRowsAreFitted() {
        double[][] published = {{-2.77, -3.24}, {-1.99, -3.57}, {-2.04, -3.50}};

        for (int b = 0; b < published.length; b++) {
            String brand = BRANDS.get(b);
            for (int featured = 0; featured < 2; featured++) {
                int feat = featured;
                List<Sale> rows = sales.stream()
                        .filter(sale -> sale.brand().equals(brand) && sale.featured() == feat)
                        .toList();
                assertThat(fit(rows).point())
                        .as("%s, featured %d", brand, feat)
                        .isCloseTo(published[b][featured], offset(0.005));
            }
        }
    }

    @Test
    void shouldComeNearerThanLeastSquaresAndPrior_whenOnlyTwentyRowsABrandAreSeen() {
        List<List<Sale>> byBrand = BRANDS.stream()
                .map(brand -> sales.stream()
                        .filter(sale -> sale.brand().equals(brand))
                        .toList())
                .toList();
        double[] truth = byBrand.stream().mapToDouble(rows -> fit(rows).point()).toArray();
        SplittableRandom random = new SplittableRandom(7);
        double pooledError = 0;
        double ownError = 0;
        double priorError = 0;
        int covered = 0;
        int draws = 400;

        for (int draw = 0; draw < draws; draw++) {
            List<OwnEstimate> own = new ArrayList<>();
            for (List<Sale> rows : byBrand) {
                List<Sale> drawn = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    drawn.add(rows.get(random.nextInt(rows.size())));
                }
                own.add(fit(drawn));
            }
            Pooled[] pooled = new Pooling(Prior.STATED).pool(own, ONE_CATEGORY);
            for (int b = 0; b < truth.length; b++) {
                pooledError += square(pooled[b].point() - truth[b]);
                ownError += square(own.get(b).point() - truth[b]);
                priorError += square(Prior.STATED.centre() - truth[b]);
                covered += pooled[b].low() <= truth[b] && truth[b] <= pooled[b].high() ? 1 : 0;
            }
        }

        int estimates = 3 * draws;
        System.out.printf(
                "20 rows a brand: RMSE pooled %.3f, least squares %.3f, prior %.3f; 90%% covers %.3f%n",
                Math.sqrt(pooledError / estimates),
                Math.sqrt(ownError / estimates),
                Math.sqrt(priorError / estimates),
                (double) covered / estimates);
        assertThat(pooledError).isLessThan(ownError).isLessThan(priorError);
        assertThat((double) covered / estimates).isBetween(0.85, 0.97);
    }

    /** By feature, as many levels. */
    private static OwnEstimate fit(List<Sale> rows) {
        return LeastSquares.slope(
                rows.stream().mapToInt(Sale::featured).toArray(),
                rows.stream().mapToDouble(Sale::logPrice).toArray(),
                rows.stream().mapToDouble(Sale::logSales).toArray());
    }

    private static double square(double x) {
        return x * x;
    }
}
