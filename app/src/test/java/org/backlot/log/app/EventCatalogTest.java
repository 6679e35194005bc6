package org.backlot.log.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.backlot.log.api.EventCatalog;
import org.backlot.shared.Event;
import org.backlot.shared.personal.NotPersonal;
import org.backlot.shared.personal.Personal;
import org.backlot.shared.personal.PersonalData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Events keep their names and shapes")
class EventCatalogTest {
    private static final Path APPROVED = Path.of("src/test/resources/events");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static Stream<Class<? extends Event>> events() {
        return EventCatalog.all().stream();
    }

    @Test
    @DisplayName("every event class is in the catalog")
    void catalog_is_complete() {
        var declared = new ClassFileImporter()
                .importPackages("org.backlot").stream()
                        .filter(type -> type.isRecord() && type.isAssignableTo(Event.class))
                        .map(type -> type.getName())
                        .toList();
        assertThat(EventCatalog.all()).extracting(Class::getName).containsAll(declared);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    @DisplayName("an event is stored under context.Name with a revision, and nested in its aggregate's family")
    void names_and_revisions(Class<? extends Event> event) {
        var name = EventCatalog.nameOf(event).orElseThrow();
        var context = event.getName().split("\\.", -1)[2];
        assertThat(name).isEqualTo(context + "." + event.getSimpleName());
        assertThat(EventCatalog.revisionOf(event)).matches("[1-9][0-9]*");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    @DisplayName("an event reads and writes the JSON that was approved for its revision")
    void approved_shape(Class<? extends Event> event) throws IOException {
        var sample = EventSamples.of(event);
        var file = APPROVED.resolve(
                "%s-%s.json".formatted(EventCatalog.nameOf(event).orElseThrow(), EventCatalog.revisionOf(event)));
        var written = JSON.writeValueAsString(sample) + "\n";
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(APPROVED);
            Files.writeString(file, written);
        }
        if (!Files.exists(file)) {
            fail("%s has no approved JSON. Look at what it would be, then run the tests once with -Dapprove=true:\n%s"
                    .formatted(file.getFileName(), written));
        }
        var approved = Files.readString(file);
        assertThat(JSON.readTree(written)).isEqualTo(JSON.readTree(approved));
        assertThat((Object) JSON.readValue(approved, event)).isEqualTo(sample);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    @DisplayName("CMP-3: every text in an event is declared personal or not personal, and personal ones are sealed")
    void personal_data_is_declared(Class<? extends Event> event) {
        var undeclared = new ArrayList<String>();
        look(event, event.getSimpleName(), undeclared);
        assertThat(undeclared)
                .as("texts that are neither @PersonalData nor @NotPersonal, or personal ones that are not Personal<…>")
                .isEmpty();
    }

    private static void look(Class<?> record, String path, List<String> undeclared) {
        for (var component : record.getRecordComponents()) {
            var here = path + "." + component.getName();
            boolean personal = component.isAnnotationPresent(PersonalData.class);
            if (personal != (component.getType() == Personal.class)) {
                undeclared.add(here);
            } else if (!personal) {
                lookInside(component, here, undeclared);
            }
        }
    }

    private static void lookInside(RecordComponent component, String path, List<String> undeclared) {
        boolean declared = component.isAnnotationPresent(NotPersonal.class);
        for (var type : typesIn(component.getGenericType())) {
            if (type == String.class && !declared) {
                undeclared.add(path);
            } else if (type.isRecord() && !isIdOrValue(type) && !declared) {
                look(type, path, undeclared);
            }
        }
    }

    // An id names something; money, timecode and lengths count something. None of them is text about a person.
    private static boolean isIdOrValue(Class<?> type) {
        return type.getPackageName().equals("org.backlot.shared.id")
                || type.getPackageName().equals("org.backlot.shared.timecode")
                || type == org.backlot.shared.Money.class;
    }

    private static List<Class<?>> typesIn(Type type) {
        if (type instanceof Class<?> plain) {
            return List.of(plain);
        }
        if (type instanceof ParameterizedType generic
                && generic.getRawType() instanceof Class<?> raw
                && Collection.class.isAssignableFrom(raw)) {
            return typesIn(generic.getActualTypeArguments()[0]);
        }
        return List.of();
    }
}
