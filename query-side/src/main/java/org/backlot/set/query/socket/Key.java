// Why this file exists: the binary form says a small number where JSON says a name, and devices are built on these
// numbers.
package org.backlot.set.query.socket;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The members of frames and their numbers in the binary form. A number is never changed, and never given to another member;
 * new members take the next one. Those below 24 take one byte, so what is told most often has them.
 */
enum Key {
    TYPE(0, "type", Meaning.WORD),
    EPOCH(1, "epoch", Meaning.PLAIN),
    OFFSET(2, "offset", Meaning.PLAIN),
    UNIT_ID(3, "unitId", Meaning.PLAIN),
    PROJECT_ID(4, "projectId", Meaning.PLAIN),
    STATUS(5, "status", Meaning.WORD),
    TIMECODE(6, "timecode", Meaning.PLAIN),
    ACTIVE_SHOT(7, "activeShot", Meaning.PLAIN),
    LAST_SLATE(8, "lastSlate", Meaning.PLAIN),
    TAKE_ID(9, "takeId", Meaning.PLAIN),
    TAKE_NUMBER(10, "takeNumber", Meaning.PLAIN),
    SHOT_ID(11, "shotId", Meaning.PLAIN),
    SCENE_ID(12, "sceneId", Meaning.PLAIN),
    CAMERA_ROLL(13, "cameraRoll", Meaning.PLAIN),
    TAKES(14, "takes", Meaning.PLAIN),
    CIRCLED(15, "circled", Meaning.PLAIN),
    FRAME_RATE(16, "frameRate", Meaning.PLAIN),
    TIME_ZONE(17, "timeZone", Meaning.PLAIN),
    SINCE(18, "since", Meaning.INSTANT),
    TAKE(19, "take", Meaning.PLAIN),
    SLATE(20, "slate", Meaning.PLAIN),
    STARTS_AT(21, "startsAt", Meaning.PLAIN),
    AT(22, "at", Meaning.INSTANT),
    FRAME(23, "frame", Meaning.PLAIN),
    ID(24, "id", Meaning.PLAIN),
    AFTER(25, "after", Meaning.PLAIN),
    HEARTBEAT(26, "heartbeat", Meaning.PLAIN),
    KINDS(27, "kinds", Meaning.WORD),
    SHOTS(28, "shots", Meaning.PLAIN),
    T0(29, "t0", Meaning.PLAIN),
    T1(30, "t1", Meaning.PLAIN),
    T2(31, "t2", Meaning.PLAIN),
    POSITION(32, "position", Meaning.PLAIN),
    CODE(33, "code", Meaning.PLAIN),
    MESSAGE(34, "message", Meaning.PLAIN),
    MISSED(35, "missed", Meaning.PLAIN),
    GAP(36, "gap", Meaning.PLAIN),
    ENDS_AT(37, "endsAt", Meaning.PLAIN),
    FRAMES(38, "frames", Meaning.PLAIN),
    INCIDENT_ID(39, "incidentId", Meaning.PLAIN),
    ANCHORED_AT(40, "anchoredAt", Meaning.INSTANT),
    TIMECODE_AT_ANCHOR(41, "timecodeAtAnchor", Meaning.PLAIN),
    PRESENCE(42, "presence", Meaning.PLAIN),
    TOTAL(43, "total", Meaning.PLAIN),
    COMPLETE(44, "complete", Meaning.PLAIN),
    DEVICES(45, "devices", Meaning.PLAIN),
    CONNECTION_ID(46, "connectionId", Meaning.PLAIN),
    ACCOUNT_ID(47, "accountId", Meaning.PLAIN),
    HUBS(48, "hubs", Meaning.PLAIN),
    NAME(49, "name", Meaning.PLAIN),
    URL(50, "url", Meaning.PLAIN),
    PACED(51, "paced", Meaning.PLAIN);

    /** How the text of a member is written. */
    enum Meaning {
        /** As it is. */
        PLAIN,
        /** As a number of {@link Words}. */
        WORD,
        /** In microseconds since 1970. */
        INSTANT
    }

    private static final Map<String, Key> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Key::label, Function.identity()));
    private static final Map<Long, Key> BY_NUMBER = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(key -> (long) key.number, Function.identity()));

    private final int number;
    private final String label;
    private final Meaning meaning;

    Key(int number, String label, Meaning meaning) {
        this.number = number;
        this.label = label;
        this.meaning = meaning;
    }

    static Optional<Key> named(String label) {
        return Optional.ofNullable(BY_NAME.get(label));
    }

    static Optional<Key> numbered(long number) {
        return Optional.ofNullable(BY_NUMBER.get(number));
    }

    int number() {
        return number;
    }

    /** The member's name in JSON. */
    String label() {
        return label;
    }

    Meaning meaning() {
        return meaning;
    }
}
