package org.backlot.clips.api;

import com.fasterxml.jackson.annotation.JsonValue;

/** A form in which a clip's edit leaves for the cutting room; its name is also that of the file which its export makes. */
public enum EditListForm {
    /** CMX 3600. */
    EDL("edl"),
    /** Final Cut Pro X, version 1.10. */
    FCPXML("fcpxml"),
    /** Final Cut Pro 7 XML, which Premiere Pro reads. */
    PREMIERE("premiere"),
    /** OpenTimelineIO. */
    OTIO("otio");

    private final String fileName;

    EditListForm(String fileName) {
        this.fileName = fileName;
    }

    /** The name of the file among those of the clip; further ones of the same form have a number after it. */
    @JsonValue
    public String fileName() {
        return fileName;
    }
}
