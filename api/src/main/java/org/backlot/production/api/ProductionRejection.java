// Each refusal of this context has a code that clients may rely on.
package org.backlot.production.api;

import org.backlot.shared.RejectionCode;

/** Refusals of projects, units, screenplays and shots. */
public enum ProductionRejection implements RejectionCode {
    UNIT_UNKNOWN(404, "The project has no such unit. Add the unit first, or correct unitId."),
    SCENE_UNKNOWN(404, "The scene is not on the slate. Read the slate again: its screenplay may have been replaced."),
    SLATE_TAKEN(409, "This slate already stands for something else in the project. Leave slate out to get a free one."),
    SCREENPLAY_ALREADY_ADOPTED(
            409, "The unit has shots of the screenplay it adopted, so it cannot take another. Add a new unit for it."),
    SCREENPLAY_TOO_LARGE(413, "A screenplay may have up to 5 MB and 10,000 scenes. Send a smaller file."),
    SCREENPLAY_NOT_TEXT(422, "This is not a text file in UTF-8. Export the screenplay as Fountain and send that."),
    SCREENPLAY_WITHOUT_SCENES(
            422, "No scene heading was found. A scene begins with a line such as INT. KITCHEN - NIGHT.");

    private final int status;
    private final String message;

    ProductionRejection(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String message() {
        return message;
    }
}
