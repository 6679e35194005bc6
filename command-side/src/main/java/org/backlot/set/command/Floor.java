// Why this file exists: what the floor remembers is the same whether a camera rolls or not.
package org.backlot.set.command;

import java.util.Optional;
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
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * What the floor of a unit remembers. A unit is built again from hundreds of takes for each command, so adding one must not
 * copy those before it: the maps share what is the same.
 *
 * @param opened how it was opened
 * @param shots what may be rolled on
 * @param takes every take begun, and how many of each shot
 */
record Floor(
        LiveSetOpened opened,
        PMap<ShotId, ShotSlated> shots,
        PMap<TakeId, Take> takes,
        PMap<ShotId, Integer> takeCounts,
        PSet<SceneId> completedScenes,
        PMap<IncidentId, Incident> incidents) {

    /** What was reported, to tell a repeat from another report. */
    record Incident(AccountId reportedBy, Personal<String> text) {
        static Incident of(ReportIncident command) {
            return new Incident(command.reportedBy(), command.text());
        }
    }

    static Floor opened(LiveSetOpened opened) {
        return new Floor(
                opened,
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePMap.empty(),
                HashTreePSet.empty(),
                HashTreePMap.empty());
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
        return new Floor(opened, shots.plus(shot.shotId(), shot), takes, takeCounts, completedScenes, incidents);
    }

    /** Adds a take that begins, or replaces what is known of one. */
    Floor withTake(Take take) {
        var counts = takes.containsKey(take.takeId()) ? takeCounts : takeCounts.plus(take.shotId(), take.number());
        return new Floor(opened, shots, takes.plus(take.takeId(), take), counts, completedScenes, incidents);
    }

    Floor withCompleted(SceneId sceneId) {
        return new Floor(opened, shots, takes, takeCounts, completedScenes.plus(sceneId), incidents);
    }

    Floor withIncident(IncidentId incidentId, Incident incident) {
        return new Floor(opened, shots, takes, takeCounts, completedScenes, incidents.plus(incidentId, incident));
    }
}
