package io.menuflow.serving.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.menuflow.serving.rest.MenuFile.Line;
import io.menuflow.serving.rest.Problem.FieldError;
import io.menuflow.serving.rest.Problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MenuFileTest {

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void shouldReadCellsByColumn_whateverSeparatesThem(String separator) {
        String file = String.join(separator, "Name", "ITEM_ID", "price", "metadata.Chef")
                + "\r\n"
                + String.join(separator, "\"Fish, chips; \"\"and\"\" more\"", "fish", "9.50", "'-9")
                + "\r\n";

        List<Line> lines = read("\uFEFF" + file);

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.number()).isEqualTo(2);
            assertThat(line.errors()).isEmpty();
            assertThat(line.cells())
                    .isEqualTo(Map.of(
                            "name",
                            "Fish, chips; \"and\" more",
                            "item_id",
                            "fish",
                            "price",
                            "9.50",
                            "metadata.Chef",
                            "-9"));
        });
    }

    @Test
    void shouldKeepATextInQuotesAsItIs_andNoOtherBlanks() {
        String file =
                "item_id , name,price, \"metadata.a \",metadata.a\n  soup  ,\" lead \u3000\",\" 9.50 \", x ,\" \"\n";

        assertThat(read(file)).singleElement().satisfies(line -> assertThat(line.cells())
                .isEqualTo(Map.of("item_id", "soup", "name", " lead \u3000", "price", "9.50", "metadata.a ", "x")));
    }

    @Test
    void shouldFindWhatSeparates_whateverKeysOfMetadataAreMadeOf() {
        assertThat(read("item_id,name,metadata.;;;;;\nsoup,Soup,x").get(0).cells())
                .isEqualTo(Map.of("item_id", "soup", "name", "Soup", "metadata.;;;;;", "x"));
    }

    @Test
    void shouldCountLinesAsAnEditorDoes_overBlankOnesAndTextsOfSeveral() {
        List<Line> lines = read("item_id,name\na,\"two\nlines\"\n\n , \nb,B\nc,C");

        assertThat(lines).extracting(Line::number).containsExactly(2, 6, 7);
        assertThat(lines.get(0).cells()).containsEntry("name", "two\nlines");
    }

    @Test
    void shouldNameALineWithTooManyOrTooFewCells() {
        List<Line> lines = read("item_id,price\nsoup,9,50\nbread\n");

        assertThat(lines.get(0).errors())
                .containsExactly(new FieldError(
                        "line", "has 3 cells where line 1 has 2: a cell with a separator in it stands in quotes"));
        assertThat(lines.get(1).errors()).hasSize(1);
    }

    @Test
    void shouldNameEveryWrongColumn() {
        assertThatThrownBy(() -> read("id,name,name,,metadata.\nsoup,a,b,c,d"))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().status()).isEqualTo(422);
                    assertThat(e.problem().errors())
                            .extracting(FieldError::field)
                            .containsExactly("id", "name", "column 4", "metadata.", "item_id");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "item_id,name", "item_id\n\n \n"})
    void shouldRefuseAFileWithoutLines(String file) {
        assertRefused(file.getBytes(StandardCharsets.UTF_8), 400, "the file has no lines");
    }

    @Test
    void shouldRefuseWhatIsNoTextOrNoCsvOrTooMuch() {
        assertRefused(new byte[] {'i', 't', 'e', 'm', (byte) 0xE4}, 400, "is not UTF-8");
        assertRefused("item_id,name\na,\"b\" c\n".getBytes(StandardCharsets.UTF_8), 400, "is not CSV after line 1");
        assertRefused("item_id,name\na,\"b".getBytes(StandardCharsets.UTF_8), 400, "is not CSV after line 1");
        assertRefused(new byte[MenuFile.MAX_BYTES + 1], 413, "the limit is 5242880");
        assertRefused(
                ("item_id\n" + "a\n".repeat(MenuFile.MAX_LINES + 1)).getBytes(StandardCharsets.UTF_8), 400, "10000");
    }

    @Test
    void shouldReadOrRefuse_whateverTheBytes() {
        Random random = new Random(5);
        byte[] seed = "item_id;name;price\r\nsoup;\"So\"\"up\";9.50\r\nbread;;\r\n".getBytes(StandardCharsets.UTF_8);

        for (int i = 0; i < 5_000; i++) {
            byte[] file = Arrays.copyOf(seed, random.nextInt(seed.length + 1));
            for (int change = random.nextInt(4); change > 0 && file.length > 0; change--) {
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(MenuFile.read(file)).isNotEmpty();
            } catch (ProblemException e) {
                assertThat(e.problem().status()).isIn(400, 422);
            }
        }
    }

    private static List<Line> read(String file) {
        return MenuFile.read(file.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(byte[] file, int status, String detail) {
        assertThatThrownBy(() -> MenuFile.read(file)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(status);
            assertThat(e.problem().detail()).contains(detail);
        });
    }
}
