// Why this file exists: a refusal on the floor is read by people in a hurry; each has one code and says what to do.
package org.backlot.set.api;

import org.backlot.shared.RejectionCode;

/** What the floor of a unit refuses. */
public enum SetRejection implements RejectionCode {
    ALREADY_ROLLING(409, "The unit is rolling. Cut first."),
    NOT_ROLLING(409, "The unit is not rolling that take. Roll first, or look at the unit's state."),
    SHOT_NOT_SLATED(409, "This shot is not on the slate of the unit. Add it, or choose one of its shots."),
    SCENE_NOT_SLATED(409, "No shot of this scene is on the slate of the unit. Choose one of its scenes."),
    SLATE_IN_USE(409, "Another shot of the unit has this slate. Choose another one."),
    TAKE_NOT_LOGGED(409, "This take is not in the unit's log yet. A take is logged when the camera is cut."),
    FRAME_INVALID(
            400, "The message is not one that this socket takes. See the list of frames in docs/contexts/set.md."),
    NOT_JOINED(409, "This socket has not joined a unit. Send a join first.");

    private final int status;
    private final String message;

    SetRejection(int status, String message) {
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
