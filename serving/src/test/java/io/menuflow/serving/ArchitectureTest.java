package io.menuflow.serving;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.menuflow.serving.query.StoreReader;
import io.menuflow.topology.store.LiveStore;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dependencies point one way. Every rule fails when it finds no class to hold to it. */
class ArchitectureTest {

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.menuflow");

    @ParameterizedTest
    @CsvSource({
        "schemas,",
        "models,",
        "topology, schemas models",
        "connectors, schemas models",
        "serving, schemas models topology connectors"
    })
    void shouldDependOnNothingOfOursButTheModulesBelow(String module, String below) {
        DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass> allowed =
                resideInAPackage("io.menuflow." + module + "..");
        for (String name : below == null ? new String[0] : below.split(" ")) {
            allowed = allowed.or(resideInAPackage("io.menuflow." + name + ".."));
        }

        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.menuflow." + module + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.menuflow..").and(DescribedPredicate.not(allowed)));

        rule.check(OURS);
    }

    @Test
    void shouldKnowNoKafkaInTheMathematics() {
        noClasses()
                .that()
                .resideInAPackage("io.menuflow.models..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.kafka..", "org.apache.avro.."))
                .check(OURS);
        noClasses()
                .that()
                .resideInAPackage("io.menuflow.models..")
                .and()
                .doNotHaveFullyQualifiedName("io.menuflow.models.outlook.Artefact") // a file with a manifest in JSON
                .and()
                .haveNameNotMatching("io\\.menuflow\\.models\\.outlook\\.BoosterJson.*") // as XGBoost writes a booster
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.fasterxml.."))
                .check(OURS);
    }

    @Test
    void shouldReadStoresInOnePlaceOnly() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(StoreReader.class.getName())
                .should()
                .callMethod(KafkaStreams.class, "store", StoreQueryParameters.class)
                .check(OURS);
    }

    /** KAFKA-19629: a query and a write may lock each other out for good. */
    @Test
    void shouldNotQueryByPosition_asLongAsThatMayDeadlock() {
        noClasses()
                .should()
                .callMethod(KafkaStreams.class, "query", StateQueryRequest.class)
                .check(OURS);
    }

    @Test
    void shouldKnowKafkaStreamsInside_inOneClassOnly() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(LiveStore.class.getName())
                .and()
                .resideInAPackage("io.menuflow..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.streams.state.internals..")
                .check(OURS);
    }

    @Test
    void shouldNotTouchTheStreams_whenSpeakingHttp() {
        noClasses()
                .that()
                .resideInAPackage("io.menuflow.serving.rest..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(KafkaStreams.class.getName())
                .check(OURS);
    }

    @Test
    void shouldKnowNoHttp_whenBelowTheInterface() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.menuflow.serving.query..", "io.menuflow.serving.streams..", "io.menuflow.topology..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.javalin..", "io.menuflow.serving.rest.."))
                .check(OURS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"topology", "serving", "connectors", "schemas"})
    void shouldHaveNoCycleBetweenPackages(String module) {
        slices().matching("io.menuflow." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(OURS);
    }
}
