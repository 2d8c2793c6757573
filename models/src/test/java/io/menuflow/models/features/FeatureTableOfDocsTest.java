package io.menuflow.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeatureTableOfDocsTest {

    @Test
    void shouldBeTheFeaturesOfTheCode_inDocsModels() throws IOException {
        Path docs = Path.of(System.getProperty("project.root", ".."), "docs/models.md");
        List<String> expected = Features.ALL.list().stream()
                .map(feature -> "| `%s` | %s | %s | %s |"
                        .formatted(
                                feature.name(),
                                feature.unit(),
                                feature.windowDays() == 0 ? "–" : String.valueOf(feature.windowDays()),
                                feature.words()))
                .toList();

        List<String> lines = Files.readAllLines(docs);

        int head = lines.indexOf("| name | unit | days | what |");
        assertThat(lines.subList(head + 2, head + 2 + expected.size())).isEqualTo(expected);
        assertThat(lines.get(head + 2 + expected.size())).isEmpty();
    }
}
