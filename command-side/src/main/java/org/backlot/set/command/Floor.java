// Why this file exists: what the floor remembers is the same whether a camera rolls or not.
package org.backlot.set.command;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.backlot.set.api.LiveSetCommand.ReportIncident;
import org.backlot.set.api.LiveSetEvent.LiveSetOpened;
import org.backlot.set.api.LiveSetEvent.ShotSlated;
import org.backlot.set.api.Take;
import org.backlot.set.api.UnitClock;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.IncidentId;
import org.backlot.shared.id.SceneId;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.TakeId;
import org.backlot.shared.personal.Personal;

/**
 * What the floor of a unit remembers.
 *
 * @param opened how it was opened
 * @param shots what may be rolled on
 * @param takes every take begun, and how many of each shot
 */
record Floor(
        LiveSetOpened opened,
        Map<ShotId, ShotSlated> shots,
        Map<TakeId, Take> takes,
        Map<ShotId, Integer> takeCounts,
        Set<SceneId> completedScenes,
        Map<IncidentId, Incident> incidents) {

    /** What was reported, to tell a repeat from another report. */
    record Incident(AccountId reportedBy, Personal<String> text) {
        static Incident of(ReportIncident command) {
            return new Incident(command.reportedBy(), command.text());
        }
    }

    static Floor opened(LiveSetOpened opened) {
        return new Floor(opened, Map.of(), Map.of(), Map.of(), Set.of(), Map.of());
    }

    UnitClock clock() {
        return new UnitClock(opened.frameRate(), opened.timeZone());
    }

    Optional<ShotSlated> shot(ShotId shotId) {
        return Optional.ofNullable(shots.get(shotId));
    }

    Optional<Take> take(TakeId takeId) {
        return Optional.ofNullable(takes.get(takeId));
    }

    int takesOf(ShotId shotId) {
        return takeCounts.getOrDefault(shotId, 0);
    }

    boolean hasSlate(String slate) {
        return shots.values().stream().anyMatch(shot -> shot.slate().equals(slate));
    }

    boolean hasScene(SceneId sceneId) {
        return shots.values().stream().anyMatch(shot -> shot.sceneId().equals(sceneId));
    }

    Floor withShot(ShotSlated shot) {
        return new Floor(opened, with(shots, shot.shotId(), shot), takes, takeCounts, completedScenes, incidents);
    }

    /** Adds a take that begins, or replaces what is known of one. */
    Floor withTake(Take take) {
        var counts = takes.containsKey(take.takeId()) ? takeCounts : with(takeCounts, take.shotId(), take.number());
        return new Floor(opened, shots, with(takes, take.takeId(), take), counts, completedScenes, incidents);
    }

    Floor withCompleted(SceneId sceneId) {
        var more = new HashSet<>(completedScenes);
        more.add(sceneId);
        return new Floor(opened, shots, takes, takeCounts, Set.copyOf(more), incidents);
    }

    Floor withIncident(IncidentId incidentId, Incident incident) {
        return new Floor(opened, shots, takes, takeCounts, completedScenes, with(incidents, incidentId, incident));
    }

    private static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        var more = new HashMap<>(map);
        more.put(key, value);
        return Map.copyOf(more);
    }
}
