package io.menuflow.models.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.menuflow.models.calendar.DayRange;
import io.menuflow.models.money.Fixed;
import io.menuflow.models.sales.Tally;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The published worksheet of twelve items and its published classes. */
class WorksheetTest {

    private static final Path WORKSHEET =
            Path.of(System.getProperty("project.root", ".."), "../shared/data/worksheet/menu_engineering_12_items.csv");

    private final List<ItemWindow> items = new ArrayList<>();
    private final List<Quadrant> published = new ArrayList<>();

    @BeforeEach
    void readWorksheet() throws IOException {
        assumeTrue(Files.exists(WORKSHEET), "the worksheet is not on this machine");
        List<String> lines = Files.readAllLines(WORKSHEET);
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            items.add(item(items.size() + 1, Long.parseLong(cells[1]), cells[2], cells[3]));
            published.add(
                    switch (cells[6].strip()) {
                        case "Workhorse" -> Quadrant.PLOWHORSE;
                        case "Challenge" -> Quadrant.PUZZLE;
                        case "Star" -> Quadrant.STAR;
                        case "Dog" -> Quadrant.DOG;
                        default -> throw new IllegalStateException(line);
                    });
        }
    }

    @Test
    void shouldGiveThePublishedClasses_whenKasavanaSmithAtFactorEighty() {
        assertThat(kasavanaSmith("0.80")).isEqualTo(published).hasSize(12);
    }

    @Test
    void shouldTurnItemThreeIntoAStar_whenKasavanaSmithAtTheTextbookFactor() {
        List<Quadrant> expected = new ArrayList<>(published);
        assertThat(expected.set(2, Quadrant.STAR)).isEqualTo(Quadrant.PUZZLE);

        assertThat(kasavanaSmith("0.70")).isEqualTo(expected);
    }

    @Test
    void shouldGiveTheKnownAnswers_whenJudgedByPercentiles() {
        List<ItemQuadrants> judged = Quadrants.of(menu(), null, rules("0.70"));

        String letters = judged.stream()
                .map(item -> switch (java.util.Objects.requireNonNull(item.percentile())) {
                    case STAR -> "S";
                    case DOG -> "D";
                    case PUZZLE -> "Z";
                    case PLOWHORSE -> "P";
                    default -> "?";
                })
                .reduce("", String::concat);
        assertThat(letters).isEqualTo("SDZSDDPSSDSS");
    }

    private List<Quadrant> kasavanaSmith(String factor) {
        return Quadrants.of(menu(), null, rules(factor)).stream()
                .map(ItemQuadrants::kasavanaSmith)
                .toList();
    }

    private MenuWindow menu() {
        return new MenuWindow(new DayRange(100, 127), items);
    }

    private static QuadrantRules rules(String factor) {
        return new QuadrantRules(
                Method.PERCENTILE, new BigDecimal(factor), QuadrantRules.Scope.MENU, 0, 20, new BigDecimal("0.05"));
    }

    private static ItemWindow item(int number, long sold, String cost, String price) {
        BigDecimal units = BigDecimal.valueOf(sold);
        long quantity = Fixed.quantity(units);
        Tally tally = new Tally(quantity, quantity, Fixed.money(new BigDecimal(price).multiply(units)), sold);
        return new ItemWindow(
                "item-" + number,
                "Item # " + number,
                "all",
                true,
                true,
                1,
                tally,
                new BigDecimal(cost).multiply(units),
                CostBasis.KNOWN,
                new BigDecimal(price),
                new BigDecimal(cost),
                127);
    }
}
