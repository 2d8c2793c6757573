package io.menuflow.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.menuflow.connectors.CheckAvro;
import io.menuflow.connectors.EventSink;
import io.menuflow.connectors.replay.Mapping;
import io.menuflow.connectors.replay.MappingException;
import io.menuflow.connectors.replay.Replay;
import io.menuflow.connectors.replay.ReplayException;
import io.menuflow.connectors.replay.ReplayListener;
import io.menuflow.connectors.replay.ReplayOptions;
import io.menuflow.connectors.replay.Summary;
import io.menuflow.models.check.Check;
import io.menuflow.models.check.CheckValidator;
import io.menuflow.models.check.Rejection;
import io.menuflow.schemas.avro.MenuItem;
import io.menuflow.schemas.avro.Restaurant;
import io.menuflow.topology.menu.Menus;
import io.menuflow.topology.menu.RestaurantProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files and mappings: every line is accounted for, by a reason when it was not sent; a file is refused by name. */
class ReplayFuzzTest {

    private static final String PLAIN =
            """
            restaurant: {id: soho, name: Soho}
            currency: GBP
            zone: Europe/London
            date_format: yyyy-MM-dd HH:mm
            columns:
              transaction_id: id
              closed_at: time
              item_name: item
              quantity: qty
              unit_price: price
            """;
    private static final String FULL =
            """
            source: till-3
            restaurant: {id: soho, name: Soho}
            currency: EUR
            zone: Europe/Paris
            cut_off: 04:30
            prices_include_tax: yes
            date_formats: [dd/MM/yyyy HH:mm, yyyy-MM-dd HH:mm, epoch_seconds]
            decimal: comma
            thousands: "."
            trim: true
            format: {delimiter: ',', quote: '"', charset: utf-8, header: yes}
            merge_repeated: true
            negative_quantity: refund
            food_cost: {percent_of_price: 28.5}
            menu: yes
            columns:
              transaction_id: {columns: [id, 2], separator: "/"}
              closed_at: time
              item_id: item
              quantity: {constant: 1}
              unit_price: price
              discount: 4
              order_type: {constant: TAKEOUT}
            skip:
              - {column: item, equals: [NONE, 0.50], name: nothing}
            value_maps:
              item_id: {1: one, COLA: Cola}
            """;
    private static final List<String> MAPPINGS = List.of(PLAIN, FULL);
    private static final List<String> FILES = List.of(
            """
            id,time,item,qty,price
            a,2024-05-02 11:00,Cake,2,4.25
            b,2024-05-02 12:00,"Tea, green",1,"2.50"
            a,2024-05-02 11:01,"Say ""cheese""
            twice",1,3.00
            c,2024-03-31 01:30,Toast,0.5,1.10

            c,2024-10-27 01:30,NONE,1,0
            """,
            """
            id,time,item,qty,price
            1,02/05/2024 11:00,Café,1,"1.234,50"
            2,1714647600,COLA,-1,"2,50"
            """);
    private static final Pattern YAML = Pattern.compile("[^\\s:,{}\\[\\]\"]+|[:,{}\\[\\]\"]|\\n\\s*");
    private static final Pattern CELLS = Pattern.compile("[^,\\n\"]+|[,\\n\"]");

    @TempDir
    Path dir;

    private Path file;
    private long sent;
    private int refused;

    @BeforeEach
    void start() {
        file = dir.resolve("orders.csv");
    }

    @Test
    void shouldAccountForEveryLine_whateverTheFile() {
        List<Mapping> mappings = MAPPINGS.stream().map(this::mapping).toList();

        Fuzz.run(10_000, random -> replay(mappings.get(random.nextInt(2)), damaged(FILES, CELLS, random)));

        assertThat(sent).isGreaterThan(2_000);
        assertThat(refused).isGreaterThan(500);
    }

    @Test
    void shouldMapOrSayWhyNot_whateverTheMapping() {
        Fuzz.run(10_000, random -> {
            Mapping mapping;
            try {
                mapping = mapping(new String(damaged(MAPPINGS, YAML, random), StandardCharsets.UTF_8));
            } catch (MappingException e) {
                refused++;
                assertThat(e.getMessage()).startsWith("test.yaml").doesNotContain("Exception");
                return;
            }
            replay(mapping, FILES.get(random.nextInt(2)).getBytes(StandardCharsets.UTF_8));
        });

        assertThat(sent).isGreaterThan(200);
        assertThat(refused).isGreaterThan(500);
    }

    private void replay(Mapping mapping, byte[] content) {
        try {
            Files.write(file, content);
            Summary summary = new Replay(
                            mapping,
                            ReplayOptions.DEFAULT,
                            new Checking(),
                            ReplayFuzzTest::reasons,
                            ReplayListener.NONE)
                    .run(file);
            sent += summary.checksSent();
            assertThat(summary.accountsForEveryLine()).isTrue();
            assertThat(summary.describe()).isNotBlank();
            for (Map<String, ?> left : List.of(summary.skipped(), summary.unreadable(), summary.rejected())) {
                assertThat(left.keySet())
                        .allSatisfy(reason -> assertThat(reason).isNotBlank());
            }
        } catch (ReplayException | MappingException e) {
            refused++;
            assertThat(e.getMessage()).isNotBlank().doesNotContain("Exception");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> reasons(Check check) {
        return CheckValidator.validate(check).stream().map(Rejection::toString).toList();
    }

    private static byte[] damaged(List<String> seeds, Pattern words, Random random) {
        return TextDamage.to(
                seeds.get(random.nextInt(seeds.size())), seeds.get(random.nextInt(seeds.size())), words, random);
    }

    private Mapping mapping(String yaml) {
        return Mapping.parse(yaml, "test.yaml", dir);
    }

    /** Takes what the topics and the node take. */
    private static final class Checking implements EventSink {
        @Override
        public void restaurant(Restaurant restaurant) {
            assertThat(RestaurantProfile.of(restaurant)).isNotNull();
        }

        @Override
        public void item(MenuItem item) {
            assertThat(Menus.checked(item)).isNotNull();
        }

        @Override
        public void check(Check check) {
            assertThat(CheckAvro.toAvro(check)).isNotNull();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
