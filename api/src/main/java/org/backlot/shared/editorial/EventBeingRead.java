// Why this file exists: an event's line is followed by lines that add to it, so it is complete only at the next event.
package org.backlot.shared.editorial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An event line and what the lines after it have added so far. */
final class EventBeingRead {

    private final EditEvent line;
    private final List<String> comments = new ArrayList<>();
    private String reel;
    private EditChannels channels;
    private Optional<String> clipName = Optional.empty();

    EventBeingRead(EditEvent line) {
        this.line = line;
        this.reel = line.reel();
        this.channels = line.channels();
    }

    void addComment(String comment) {
        comments.add(comment);
    }

    void addAudioTrack(int track) {
        channels = channels.withAudioTrack(track);
    }

    /** Takes the clip's name; a second one stays as a comment. */
    void nameClip(String name) {
        if (clipName.isPresent()) {
            comments.add("FROM CLIP NAME: " + name);
        } else {
            clipName = Optional.of(name);
        }
    }

    /** Takes the full name that the reel column had no room for. */
    void nameReel(String name) {
        if (!name.isBlank()) {
            reel = name;
        }
    }

    EditEvent complete() {
        return new EditEvent(line.number(), reel, channels, line.source(), line.record(), clipName, comments);
    }
}
