// Clients choose ids, and access is looked up by id alone: one id must never name things of two projects.
package org.backlot.production.rest;

import org.backlot.shared.id.ProjectId;

/** The owners in whose names the ids of projects, units and shots are claimed. */
final class ClaimedId {
    static final String KIND = "production-id";

    private ClaimedId() {}

    static String project(ProjectId project) {
        return "project/" + project;
    }

    static String unit(ProjectId project) {
        return "unit of project/" + project;
    }

    static String shot(ProjectId project) {
        return "shot of project/" + project;
    }
}
