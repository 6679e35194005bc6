// Opening a unit's live set needs what only the project knows; this carries it from one command to the next.
package org.backlot.production.api;

/**
 * A unit and the project it belongs to, as they were recorded.
 *
 * @param unit the unit
 * @param project its frame rate, time zone and workspace hold for the unit too
 */
public record AddedUnit(ProjectEvent.UnitAdded unit, ProjectEvent.ProjectCreated project) {}
