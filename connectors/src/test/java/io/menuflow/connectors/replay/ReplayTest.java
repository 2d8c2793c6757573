package io.menuflow.connectors.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.connectors.CollectingSink;
import io.menuflow.models.check.Check;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    private static final String HEADER = "id,time,item,qty,price\n";

    private final Path directory;

    private final ReplayFixture fixture;

    ReplayTest(@TempDir Path directory) {
        this.directory = directory;
        fixture = new ReplayFixture(directory);
    }

    @Test
    void shouldBringALineTogetherWithItsCheck_howeverFarApartTheyStand() {
        Summary summary = fixture.replay(HEADER
                + "b,2024-05-02 12:00,Tea,1,2.50\n"
                + "a,2024-05-02 11:00,Cake,2,4.25\n"
                + "c,2024-05-01 09:00,Toast,1,3.00\n"
                + "b,2024-05-02 12:30,Scone,3,1.10\n");

        assertThat(fixture.ids()).containsExactly("c", "a", "b");
        Check check = fixture.check("b");
        assertThat(check.closedAt()).isEqualTo("2024-05-02T11:30:00Z");
        assertThat(check.lines()).extracting(Check.Line::lineId).containsExactly("1", "2");
        assertThat(check.lines()).extracting(Check.Line::itemName).containsExactly("Tea", "Scone");
        assertThat(check.revision()).isEqualTo(1);
        assertThat(check.source()).isEqualTo("orders.csv");
        assertThat(check.restaurantId()).isEqualTo("soho");
        assertThat(check.currency()).isEqualTo("GBP");
        assertThat(summary.linesSent()).isEqualTo(4);
        assertThat(summary.checksSent()).isEqualTo(3);
        assertThat(summary.items()).isEqualTo(4);
        assertThat(summary.units()).isEqualByComparingTo("7");
        assertThat(summary.revenue()).isEqualByComparingTo("17.30");
        assertThat(summary.first()).isEqualTo("2024-05-01T08:00:00Z");
        assertThat(summary.last()).isEqualTo("2024-05-02T11:30:00Z");
    }

    @Test
    void shouldSendTheSameChecks_whateverOrderTheLinesStandIn() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            lines.add(
                    "t" + i % 70 + ",2024-05-%02d 12:%02d".formatted(1 + i % 70 % 28, i % 60) + ",Item" + i + ",1,1\n");
        }
        Summary inOrder = fixture.replay(HEADER + String.join("", lines));
        Collections.shuffle(lines, new Random(7));
        ReplayFixture other = new ReplayFixture(directory);
        SortLimits tight = new SortLimits(9, 5_000, directory);

        Summary shuffled = other.replay(
                Mappings.plain(), ReplayOptions.DEFAULT.withLimits(tight), HEADER + String.join("", lines));

        assertThat(other.ids()).isEqualTo(fixture.ids());
        for (Check check : fixture.sink.checks) {
            Check same = other.check(check.transactionId());
            assertThat(same.closedAt()).isEqualTo(check.closedAt());
            assertThat(same.lines())
                    .extracting(Check.Line::itemId)
                    .containsExactlyInAnyOrderElementsOf(
                            check.lines().stream().map(Check.Line::itemId).toList());
        }
        assertThat(shuffled.revenue()).isEqualTo(inOrder.revenue());
    }

    @Test
    void shouldCountAndGoOn_whenLinesAreBad() {
        Summary summary = fixture.replay(HEADER
                + "a,2024-05-02 11:00,Cake,2,4.25\n"
                + "a,2024-05-02 11:00,Cake,2\n"
                + "a,2024-05-02 11:00,Cake,two,4.25\n"
                + "a,2024-05-02 11:00,Cake,2,4;25\n"
                + "a,31/12/2024,Cake,2,4.25\n"
                + "a,2024-02-30 11:00,Cake,2,4.25\n"
                + "a,2024-05-02 11:00,Cake,2,-4.25\n"
                + "a,2024-05-02 11:00,Cake,-2,4.25\n"
                + " ,2024-05-02 11:00,Cake,2,4.25\n"
                + "a,2024-05-02 11:00, ,2,4.25\n"
                + "a,2024-05-02 11:00,\"Cake,2,4.25\n"
                + "a,2024-05-02 11:00," + "x".repeat(5_000) + ",2,4.25\n"
                + "a,2024-05-02 11:00,Cake,2,\n"
                + "a,9999-05-02 11:00,Cake,2,4.25\n"
                + "\n"
                + "a,2024-05-02 11:00,Tart,1,3.50\n");

        assertThat(summary.accountsForEveryLine()).isTrue();
        assertThat(summary.linesRead()).isEqualTo(16);
        assertThat(summary.linesSent()).isEqualTo(2);
        assertThat(summary.skipped()).containsOnlyKeys("blank line");
        assertThat(summary.unreadable())
                .containsOnlyKeys(
                        "wrong number of columns",
                        "quantity is not a number",
                        "unit_price is not a number",
                        "closed_at is not a time by the date_format",
                        "unit_price is negative",
                        "quantity is negative",
                        "transaction_id is empty",
                        "item_name is empty",
                        "quote not closed",
                        "item_name is longer than 4096 characters",
                        "unit_price is empty",
                        "time is in the future");
        assertThat(summary.unreadable().get("closed_at is not a time by the date_format"))
                .isEqualTo(new Summary.Count(
                        2,
                        0,
                        List.of(new Summary.Sample(6, "'31/12/2024'"), new Summary.Sample(7, "'2024-02-30 11:00'"))));
        assertThat(summary.describe())
                .contains(
                        "2 unreadable: closed_at is not a time by the date_format (line 6 '31/12/2024'; 7 '2024-02-30")
                .contains("1 skipped: blank line");
    }

    @Test
    void shouldKeepWholeBusinessDays_whenAHistoryIsAsked() {
        Mapping mapping = Mappings.of("cut_off: \"04:00\"\n" + Mappings.PLAIN);
        String csv = HEADER
                + "old,2024-05-09 03:59,Tea,1,1\n"
                + "old,2024-05-09 03:58,Tea,1,1\n"
                + "first,2024-05-09 04:00,Tea,1,1\n"
                + "last,2024-05-11 03:59,Tea,1,1\n";

        Summary summary = fixture.replay(mapping, ReplayOptions.DEFAULT.withHistoryDays(2), csv);

        assertThat(fixture.ids()).containsExactly("first", "last");
        assertThat(summary.older().lines()).isEqualTo(2);
        assertThat(summary.older().checks()).isEqualTo(1);
        assertThat(summary.historyFrom()).isEqualTo("2024-05-09");
        assertThat(summary.accountsForEveryLine()).isTrue();
        assertThat(summary.describe())
                .contains("2 older than the last 2 business days (before 2024-05-09), in 1 checks");
    }

    @Test
    void shouldCountByReason_whenValidationRejectsChecks() {
        CollectingSink sink = new CollectingSink();
        Replay replay = new Replay(
                Mappings.plain(),
                ReplayOptions.DEFAULT,
                sink,
                check -> check.lines().size() > 1 ? List.of("too many lines", "and more") : List.of(),
                ReplayListener.NONE);

        Summary summary = replay.run(fixture.file(
                "orders.csv",
                (HEADER + "a,2024-05-02 11:00,Cake,2,4.25\na,2024-05-02 11:00,Tea,2,4\nb,2024-05-02 11:00,Tea,1,1\n")
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(summary.rejected())
                .containsOnlyKeys("too many lines")
                .containsValue(new Summary.Count(2, 1, List.of(new Summary.Sample(2, "check a"))));
        assertThat(summary.accountsForEveryLine()).isTrue();
        assertThat(sink.checks).extracting(Check::transactionId).containsExactly("b");
        assertThat(summary.revenue()).isEqualByComparingTo("1");
    }

    @Test
    void shouldRejectTheCheck_whenTheIdIsTheSameEverywhere() {
        String line = "same,2024-05-02 11:00,Tea,1,1\n";

        Summary summary =
                fixture.replay(HEADER + line.repeat(CheckGrouper.MOST_LINES + 1) + "b,2024-05-02 11:00,Tea,1,1\n");

        assertThat(fixture.ids()).containsExactly("b");
        assertThat(summary.rejected()).hasSize(1);
        assertThat(Summary.lines(summary.rejected())).isEqualTo(CheckGrouper.MOST_LINES + 1);
        assertThat(summary.accountsForEveryLine()).isTrue();
    }

    @Test
    void shouldTakeTheLatestLinesWord_whenLinesDisagreeOnTheirCheck() {
        Mapping mapping = Mappings.plainWith("  guests: guests\n  order_type: type\n");

        Summary summary = fixture.replay(
                mapping,
                """
                id,time,item,qty,price,guests,type
                a,2024-05-02 11:30,Cake,1,1,4,dine_in
                a,2024-05-02 11:00,Tea,1,1,2,
                a,2024-05-02 11:00,Tea,1,1,,drive-in
                b,2024-05-02 11:00,Tea,1,1,3,takeout
                """);

        assertThat(fixture.check("a").guests()).isEqualTo(4);
        assertThat(fixture.check("a").orderType()).isEqualTo(Check.OrderType.DINE_IN);
        assertThat(fixture.check("b").guests()).isEqualTo(3);
        assertThat(fixture.check("b").orderType()).isEqualTo(Check.OrderType.TAKEOUT);
        assertThat(summary.notes())
                .containsEntry("checks whose lines disagree on guests, taken from the latest line", 1L)
                .containsEntry("checks whose lines disagree on order_type, taken from the latest line", 1L)
                .containsEntry("lines with an order_type that is no order type, read as UNKNOWN", 1L);
    }

    @Test
    void shouldKeepRepeatedLinesApart_unlessToldToMergeThem() {
        String csv = HEADER
                + "a,2024-05-02 11:00,Tea,1,2.50\n"
                + "a,2024-05-02 11:00,Cake,1,4\n"
                + "a,2024-05-02 11:00,Tea,1,2.50\n";

        Summary apart = fixture.replay(csv);
        assertThat(fixture.sink.checks.get(0).lines()).hasSize(3);
        Summary merged = fixture.replay(Mappings.of("merge_repeated: yes\n" + Mappings.PLAIN), csv);
        assertThat(fixture.sink.checks.get(1).lines())
                .extracting(Check.Line::itemId, line -> line.quantity().intValue())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Tea", 2), org.assertj.core.groups.Tuple.tuple("Cake", 1));

        assertThat(merged.linesSent()).isEqualTo(3);
        assertThat(merged.revenue()).isEqualByComparingTo(apart.revenue());
        assertThat(merged.accountsForEveryLine()).isTrue();
    }

    @Test
    void shouldSubtract_whenANegativeQuantityIsARefund() {
        Mapping mapping = Mappings.of("negative_quantity: refund\n" + Mappings.PLAIN);

        Summary summary =
                fixture.replay(mapping, HEADER + "a,2024-05-02 11:00,Tea,3,2.50\na,2024-05-02 11:00,Tea,-1,2.50\n");

        assertThat(fixture.check("a").lines())
                .extracting(Check.Line::kind)
                .containsExactly(Check.LineKind.SALE, Check.LineKind.REFUND);
        assertThat(fixture.check("a").lines())
                .allSatisfy(line -> assertThat(line.quantity()).isPositive());
        assertThat(summary.units()).isEqualByComparingTo("2");
        assertThat(summary.revenue()).isEqualByComparingTo("5");
    }

    @Test
    void shouldWorkOutThePrice_whenThereIsOnlyALineAmount() {
        Mapping mapping = Mappings.of(Mappings.PLAIN.replace("unit_price: price", "line_amount: price"));

        Summary summary =
                fixture.replay(mapping, HEADER + "a,2024-05-02 11:00,Tea,3,10.00\nb,2024-05-02 11:00,Tea,0,10.00\n");

        Check.Line line = fixture.check("a").lines().get(0);
        assertThat(line.unitListPrice()).isEqualTo("3.3333");
        assertThat(line.netAmount()).isEqualTo("10.00");
        assertThat(summary.revenue()).isEqualByComparingTo("10");
        assertThat(summary.unreadable()).containsOnlyKeys("quantity is 0, so that line_amount gives no price");
    }

    @Test
    void shouldMakeEveryLineACheck_whenTheFileHasNoIds() {
        Mapping mapping =
                Mappings.of("one_check_per_line: true\n" + Mappings.PLAIN.replace("  transaction_id: id\n", ""));

        fixture.replay(mapping, HEADER + "x,2024-05-02 11:00,Tea,1,1\nx,2024-05-02 11:00,Tea,1,1\n");

        assertThat(fixture.ids()).containsExactly("line-2", "line-3");
    }

    @Test
    void shouldTellChecksApart_whenTheIdIsMadeOfSeveralColumns() {
        Mapping mapping = Mappings.of(Mappings.PLAIN.replace(
                "transaction_id: id", "transaction_id: {columns: [time, id], separator: \"/\"}"));

        fixture.replay(mapping, HEADER + "1,2024-05-02 11:00,Tea,1,1\n1,2024-05-03 11:00,Tea,1,1\n");

        assertThat(fixture.ids()).containsExactly("2024-05-02 11:00/1", "2024-05-03 11:00/1");
    }

    @Test
    void shouldReadByNumber_whenThereIsNoHeader() {
        Mapping mapping = Mappings.of(
                """
                restaurant: {id: soho}
                currency: EUR
                zone: Europe/Paris
                format: {header: no, delimiter: ";"}
                decimal: comma
                date_format: dd.MM.yyyy
                columns: {transaction_id: 1, date: 2, item_id: 3, unit_price: 5, quantity: 4}
                """);

        Summary summary = fixture.replay(mapping, "7;02.05.2024;espresso;2;1,80;x\n8;02.05.2024;thé;1;2,50\n9;x\n");

        assertThat(summary.revenue()).isEqualByComparingTo("6.10");
        assertThat(summary.unreadable()).containsOnlyKeys("wrong number of columns");
        assertThat(fixture.check("8").lines().get(0).itemName()).isEqualTo("thé");
    }

    @Test
    void shouldRejectTheCheck_whenAnAmountDoesNotFitTheTopic() {
        CollectingSink exact = fixture.sink;
        Replay replay = new Replay(
                Mappings.plain(), ReplayOptions.DEFAULT, new AvroSink(exact), check -> List.of(), ReplayListener.NONE);

        Summary summary = replay.run(fixture.file(
                "orders.csv",
                (HEADER + "a,2024-05-02 11:00,Tea,1,1.23456\nb,2024-05-02 11:00,Tea,1,1\n")
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(fixture.ids()).containsExactly("b");
        assertThat(summary.rejected()).containsOnlyKeys("an amount with more digits than a check may have");
        assertThat(summary.accountsForEveryLine()).isTrue();
    }
}
