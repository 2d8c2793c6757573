package io.menuflow.quickstart.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTest {

    private static final String PRICE = "{\"name\":\"price\",\"type\":\"long\"}";
    private static final String NAME = "{\"name\":\"name\",\"type\":\"string\"}";
    private static final String NAME_OR_EMPTY = "{\"name\":\"name\",\"type\":\"string\",\"default\":\"\"}";
    private static final String CODE_OR_ZERO = "{\"name\":\"code\",\"type\":\"int\",\"default\":0}";
    private static final String V1 = item(PRICE);
    private static final String WIDER = item(PRICE, NAME_OR_EMPTY);
    private static final String BREAKING = item(PRICE, NAME);

    private final List<RegistryContents> saved = new ArrayList<>();
    private final Registry registry = new Registry(RegistryContents.EMPTY, saved::add);

    @Test
    void shouldGiveOneIdToOneSchema_whenItIsRegisteredUnderSeveralSubjects() {
        int first = registry.register("lunch", V1);
        int other = registry.register("lunch", WIDER);
        int again = registry.register("dinner", V1.replace(",", " , "));

        assertThat(first).isEqualTo(1);
        assertThat(other).isEqualTo(2);
        assertThat(again).isEqualTo(first);
        assertThat(registry.uses(first, false))
                .extracting(SubjectVersion::subject)
                .containsExactly("dinner", "lunch");
    }

    @Test
    void shouldAddNoVersionAndSaveNothing_whenTheSchemaIsOneAlready() {
        registry.register("lunch", V1);
        registry.register("lunch", WIDER);

        assertThat(registry.register("lunch", V1)).isEqualTo(1);
        assertThat(registry.versions("lunch", false)).containsExactly(1, 2);
        assertThat(saved).hasSize(2);
    }

    @Test
    void shouldNameVersionDirectionAndField_whenASchemaIsIncompatible() {
        registry.register("lunch", V1);

        assertThatThrownBy(() -> registry.register("lunch", BREAKING))
                .isInstanceOfSatisfying(
                        RegistryException.class, e -> assertThat(e.status()).isEqualTo(409))
                .hasMessageContaining("the new schema cannot read data of version 1")
                .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE")
                .hasMessageContaining("name")
                .hasMessageContaining("BACKWARD_TRANSITIVE");
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, true, true",
        "BACKWARD, false, true",
        "BACKWARD_TRANSITIVE, false, true",
        "FORWARD, true, false",
        "FORWARD_TRANSITIVE, true, false",
        "FULL, false, false",
        "FULL_TRANSITIVE, false, false"
    })
    void shouldAllowAddingAndRemovingARequiredField_whenTheLevelDoes(
            CompatibilityLevel level, boolean adding, boolean removing) {
        registry.setLevel(level);
        registry.register("adds", V1);
        registry.register("removes", BREAKING);

        assertThat(registry.incompatibilities("adds", BREAKING).isEmpty()).isEqualTo(adding);
        assertThat(registry.incompatibilities("removes", V1).isEmpty()).isEqualTo(removing);
    }

    @Test
    void shouldCompareWithAllVersions_whenTheLevelIsTransitive() {
        String withoutName = item(CODE_OR_ZERO);
        registry.register("lunch", item(CODE_OR_ZERO, NAME_OR_EMPTY));
        registry.setLevel("lunch", CompatibilityLevel.NONE);
        registry.register("lunch", item(NAME));
        registry.register("lunch", withoutName);
        String likeFirstOnly = item(CODE_OR_ZERO, NAME);

        registry.setLevel("lunch", CompatibilityLevel.FORWARD);
        assertThat(registry.incompatibilities("lunch", withoutName)).isEmpty();
        registry.setLevel("lunch", CompatibilityLevel.FORWARD_TRANSITIVE);
        assertThat(registry.incompatibilities("lunch", withoutName))
                .singleElement()
                .asString()
                .contains("version 2 cannot read");
        assertThat(registry.incompatibilities("lunch", "1", likeFirstOnly)).isEmpty();
        assertThat(registry.incompatibilities("lunch", "latest", likeFirstOnly)).isEmpty();
    }

    @Test
    void shouldUseTheSubjectsLevel_whenItHasOne() {
        registry.setLevel(CompatibilityLevel.NONE);
        registry.setLevel("lunch", CompatibilityLevel.FULL);

        assertThat(registry.level("lunch", false)).isEqualTo(CompatibilityLevel.FULL);
        assertThat(registry.level("dinner", true)).isEqualTo(CompatibilityLevel.NONE);
        assertThat(code(() -> registry.level("dinner", false))).isEqualTo(40408);
        assertThat(registry.resetLevel("lunch")).isEqualTo(CompatibilityLevel.FULL);
        assertThat(registry.resetLevel()).isEqualTo(CompatibilityLevel.NONE);
        assertThat(registry.level("lunch", true)).isEqualTo(CompatibilityLevel.BACKWARD_TRANSITIVE);
    }

    @Test
    void shouldHideASubjectAndBringItsIdBack_whenItIsDeletedSoftlyAndRegisteredAgain() {
        registry.register("lunch", V1);

        assertThat(registry.deleteSubject("lunch", false)).containsExactly(1);

        assertThat(registry.subjects("", false)).isEmpty();
        assertThat(registry.subjects("", true)).containsExactly("lunch");
        assertThat(code(() -> registry.versions("lunch", false))).isEqualTo(40401);
        assertThat(code(() -> registry.deleteSubject("lunch", false))).isEqualTo(40404);
        assertThat(registry.schema(1)).isEqualTo(V1);
        assertThat(registry.register("lunch", V1)).isEqualTo(1);
        assertThat(registry.versions("lunch", false)).containsExactly(2);
    }

    @Test
    void shouldForgetTheSchemaButNeverReuseItsId_whenASubjectIsDeletedForGood() {
        registry.register("lunch", V1);
        assertThat(code(() -> registry.deleteSubject("lunch", true))).isEqualTo(40405);

        registry.deleteSubject("lunch", false);
        registry.deleteSubject("lunch", true);

        assertThat(code(() -> registry.schema(1))).isEqualTo(40403);
        assertThat(registry.register("lunch", V1)).isEqualTo(2);
    }

    @Test
    void shouldDeleteOneVersion_whenAsked() {
        registry.register("lunch", V1);
        registry.register("lunch", WIDER);

        assertThat(code(() -> registry.deleteVersion("lunch", "2", true))).isEqualTo(40407);
        assertThat(registry.deleteVersion("lunch", "latest", false)).isEqualTo(2);
        assertThat(code(() -> registry.deleteVersion("lunch", "2", false))).isEqualTo(40406);
        assertThat(registry.version("lunch", "latest", false).version()).isEqualTo(1);
        assertThat(registry.deleteVersion("lunch", "2", true)).isEqualTo(2);
        assertThat(registry.versions("lunch", true)).containsExactly(1);
    }

    @Test
    void shouldSayWhatIsMissing_whenSomethingIsNotThere() {
        registry.register("lunch", V1);

        assertThat(code(() -> registry.versions("dinner", false))).isEqualTo(40401);
        assertThat(code(() -> registry.version("lunch", "7", false))).isEqualTo(40402);
        assertThat(code(() -> registry.schema(9))).isEqualTo(40403);
        assertThat(code(() -> registry.lookUp("lunch", WIDER, false))).isEqualTo(40403);
        assertThat(registry.lookUp("lunch", V1, false)).isEqualTo(new SubjectVersion("lunch", 1, 1, V1));
        assertThat(registry.incompatibilities("dinner", "latest", V1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-2", "first", "", "99999999999"})
    void shouldRefuseAVersion_whenItIsNoNumberAboveZero(String version) {
        registry.register("lunch", V1);

        assertThat(code(() -> registry.version("lunch", version, false))).isEqualTo(42202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "\"no.such.Type\"", "{\"type\":\"record\",\"name\":\"x\"}"})
    void shouldRefuseASchema_whenAvroCannotParseIt(String schema) {
        assertThat(code(() -> registry.register("lunch", schema))).isEqualTo(42201);
        assertThat(registry.subjects("", true)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowALevel_whenItIsWrittenInAnyCase(CompatibilityLevel level) {
        assertThat(CompatibilityLevel.parse(level.name().toLowerCase(java.util.Locale.ROOT)))
                .isEqualTo(level);
        assertThat(code(() -> CompatibilityLevel.parse(level.name() + "_"))).isEqualTo(42203);
    }

    @Test
    void shouldChangeNothing_whenSavingFails() {
        Registry broken = new Registry(RegistryContents.EMPTY, contents -> {
            throw new UncheckedIOException(new IOException("disk full"));
        });

        assertThatThrownBy(() -> broken.register("lunch", V1)).hasMessageContaining("disk full");

        assertThat(broken.subjects("", true)).isEmpty();
        assertThat(code(() -> broken.schema(1))).isEqualTo(40403);
    }

    private static String item(String... fields) {
        return "{\"type\":\"record\",\"name\":\"Item\",\"fields\":[" + String.join(",", fields) + "]}";
    }

    private static int code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        RegistryException refusal = catchThrowableOfType(RegistryException.class, call);
        return refusal == null ? 0 : refusal.code();
    }
}
