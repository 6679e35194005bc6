package org.backlot.log.api;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.backlot.casting.api.ApplicationEvent;
import org.backlot.casting.api.CallEvent;
import org.backlot.casting.api.SavedSearchEvent;
import org.backlot.casting.api.TalentEvent;
import org.backlot.casting.api.ingestion.FoundPostEvent;
import org.backlot.casting.api.ingestion.IngestionSourceEvent;
import org.backlot.clips.api.BrandKitEvent;
import org.backlot.clips.api.ClipEvent;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.identity.api.AccountEvent;
import org.backlot.identity.api.CrewEvent;
import org.backlot.identity.api.NafathEvent;
import org.backlot.identity.api.SessionEvent;
import org.backlot.identity.api.VerificationEvent;
import org.backlot.identity.api.WorkspaceEvent;
import org.backlot.logistics.api.DispatchEvent;
import org.backlot.media.api.MediaEvent;
import org.backlot.media.api.SharedFilesEvent;
import org.backlot.production.api.ProjectEvent;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.shared.Event;
import org.backlot.shared.EventName;
import org.backlot.treasury.api.ContractEvent;
import org.backlot.treasury.api.TreasuryEvent;
import org.backlot.wrap.api.DailyReportEvent;

/** Every event there is, by the name under which it is stored. A test finds an event that is missing here. */
public final class EventCatalog {
    private static final List<Class<? extends Event>> FAMILIES = List.of(
            AccountEvent.class,
            SessionEvent.class,
            WorkspaceEvent.class,
            VerificationEvent.class,
            NafathEvent.class,
            CrewEvent.class,
            ProjectEvent.class,
            TreasuryEvent.class,
            ContractEvent.class,
            DispatchEvent.class,
            LiveSetEvent.class,
            DailyReportEvent.class,
            MediaEvent.class,
            SharedFilesEvent.class,
            ClipJobEvent.class,
            ClipEvent.class,
            BrandKitEvent.class,
            TalentEvent.class,
            CallEvent.class,
            ApplicationEvent.class,
            IngestionSourceEvent.class,
            FoundPostEvent.class,
            SavedSearchEvent.class,
            DeadLetterEvent.class);

    private static final Map<String, Class<? extends Event>> BY_NAME = byName();

    private EventCatalog() {}

    /** All event records. */
    public static Collection<Class<? extends Event>> all() {
        return BY_NAME.values();
    }

    /** The event record stored under a name. */
    public static Optional<Class<? extends Event>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The name under which an event is stored; empty for a class that is no event. */
    public static Optional<String> nameOf(Class<?> type) {
        return Optional.ofNullable(type.getAnnotation(EventName.class)).map(EventName::value);
    }

    /** The revision of an event's shape, from 1. */
    public static String revisionOf(Class<? extends Event> type) {
        return Optional.ofNullable(type.getAnnotation(Revision.class))
                .map(Revision::value)
                .orElseThrow(() -> new IllegalStateException(type.getName() + " has no @Revision"));
    }

    private static Map<String, Class<? extends Event>> byName() {
        var names = new LinkedHashMap<String, Class<? extends Event>>();
        FAMILIES.stream().flatMap(EventCatalog::records).forEach(type -> {
            var name = nameOf(type).orElseThrow(() -> new IllegalStateException(type.getName() + " has no @EventName"));
            if (names.put(name, type) != null) {
                throw new IllegalStateException("two events are stored as " + name);
            }
        });
        return Map.copyOf(names);
    }

    private static Stream<Class<? extends Event>> records(Class<? extends Event> family) {
        return Arrays.stream(family.getPermittedSubclasses()).map(type -> type.asSubclass(Event.class));
    }
}
