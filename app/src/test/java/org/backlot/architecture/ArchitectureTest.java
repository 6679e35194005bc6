package org.backlot.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

@DisplayName("The house keeps its rules")
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.backlot");

    /** The layers of a context by their package, and what each may see besides itself, api and shared. */
    private static final List<String> LAYERS = List.of("command", "rest", "saga", "projection", "query", "worker");

    @Test
    @DisplayName("api depends on no other layer")
    void api_depends_on_nothing() {
        check(noClasses()
                .that()
                .resideInAnyPackage("org.backlot.*.api..", "org.backlot.shared..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LAYERS.stream()
                        .map(layer -> "org.backlot.*." + layer + "..")
                        .toArray(String[]::new)));
    }

    @Test
    @DisplayName("commands, sagas, projections, queries and workers see api and shared, never one another")
    void layers_see_api_only() {
        for (var layer : LAYERS) {
            var others = LAYERS.stream()
                    .filter(other -> !other.equals(layer))
                    // Controllers that accept commands are the outer ring of the command side.
                    .filter(other -> !(layer.equals("rest") && other.equals("command")))
                    .map(other -> "org.backlot.*." + other + "..")
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage("org.backlot.*." + layer + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others)
                    .allowEmptyShould(true));
        }
    }

    @Test
    @DisplayName("the event store knows nothing of Backlot")
    void event_store_stands_alone() {
        check(noClasses()
                .that()
                .resideInAPackage("org.backlot.eventstore..")
                .should()
                .dependOnClassesThat(resideInAPackage("org.backlot..")
                        .and(DescribedPredicate.not(resideInAPackage("org.backlot.eventstore..")))));
    }

    @Test
    @DisplayName("nobody but the program itself sees the wiring")
    void app_is_on_top() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.backlot.*.app..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.backlot.*.app.."));
    }

    @Test
    @DisplayName("a context's commands use no other context's aggregates")
    void contexts_do_not_share_aggregates() {
        check(slices().matching("org.backlot.(*).command..")
                .should()
                .notDependOnEachOther()
                // The way of a write and the gate are made for every context.
                .ignoreDependency(resideInAPackage("org.backlot.."), resideInAPackage("org.backlot.platform.command.."))
                .ignoreDependency(
                        resideInAPackage("org.backlot.."), resideInAPackage("org.backlot.identity.command.access..")));
    }

    @Test
    @DisplayName("there is no wall clock and no chance outside the injected ones")
    void time_and_chance_are_injected() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("org.backlot.*.app..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .callConstructor(java.util.Random.class));
    }

    @Test
    @DisplayName("nothing is injected into fields")
    void no_field_injection() {
        check(fields().should()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .andShould()
                .notBeAnnotatedWith("jakarta.inject.Inject"));
    }

    @Test
    @DisplayName("every package is null-marked")
    void packages_are_null_marked() {
        check(classes().should(new ArchCondition<>("be in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isPresent();
                events.add(new SimpleConditionEvent(type, marked, type.getName() + " is not in a @NullMarked package"));
            }
        }));
    }

    @Test
    @DisplayName("no class is called Manager, Helper, Util, Impl or Base")
    void names_say_something() {
        check(classes().should(new ArchCondition<>("have a name that says what they are") {
            private static final List<String> EMPTY = List.of("manager", "helper", "util", "utils", "impl", "base");

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                var words = type.getSimpleName().split("(?=[A-Z])", -1);
                boolean says = Arrays.stream(words)
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .noneMatch(EMPTY::contains);
                events.add(new SimpleConditionEvent(type, says, type.getName() + " has an empty word in its name"));
            }
        }));
    }

    // Two of them that load classes hold both carriers of a small machine, and the third, which has the lock on the jar
    // that they wait for, finds none to go on with (ADR 33).
    @Test
    @DisplayName("nothing runs on virtual threads")
    void no_virtual_threads() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.backlot.bench..")
                .should()
                .callMethod(Thread.class, "ofVirtual")
                .orShould()
                .callMethod(Thread.class, "startVirtualThread", Runnable.class)
                .orShould()
                .callMethod(Executors.class, "newVirtualThreadPerTaskExecutor"));
    }

    // Spring would have the libraries start them.
    @Test
    @DisplayName("no setting asks for virtual threads")
    void no_setting_for_virtual_threads() {
        var settings = new YamlPropertiesFactoryBean();
        settings.setResources(new ClassPathResource("application.yaml"));
        assertThat(settings.getObject())
                .isNotEmpty()
                .allSatisfy((name, _) -> assertThat((String) name).doesNotContain("virtual"));
    }

    private static void check(ArchRule rule) {
        rule.check(CODE);
    }
}
