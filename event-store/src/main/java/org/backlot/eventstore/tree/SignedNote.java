package org.backlot.eventstore.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A text and signatures beneath it (C2SP signed-note). The text means nothing before one of them was verified.
 *
 * @param text what is signed, with the end of its last line
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    private static final int MOST_SIGNATURES = 100;

    public SignedNote {
        if (!text.endsWith("\n") || text.codePoints().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new IllegalArgumentException("the text of a note ends its last line and has no control characters");
        }
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException("a note has 1 to " + MOST_SIGNATURES + " signatures");
        }
        signatures = List.copyOf(signatures);
    }

    /** How a note stands to a key. */
    public enum Standing {
        /** The key has signed it. */
        SIGNED,
        /** There is no signature that names the key. */
        NOT_SIGNED,
        /** A signature names the key, but it is not the key's. */
        FORGED
    }

    /** Reads a note; says nothing yet about its signatures. */
    public static SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("not a signed note: no signatures beneath an empty line");
        }
        return new SignedNote(note.substring(0, end + 1), signatures(note.substring(end + 2)));
    }

    /** Reads signature lines, as a witness answers with. */
    public static List<NoteSignature> signatures(String lines) {
        var signatures = new ArrayList<NoteSignature>();
        lines.lines().limit(MOST_SIGNATURES + 1L).forEach(line -> signatures.add(NoteSignature.parse(line)));
        return signatures;
    }

    /** How it stands to a key. One bad signature in the key's name spoils the note. */
    public Standing standing(VerifierKey key) {
        var own = signatures.stream().filter(key::isNamedBy).toList();
        if (own.isEmpty()) {
            return Standing.NOT_SIGNED;
        }
        return own.stream().allMatch(signature -> key.verifies(signature, text)) ? Standing.SIGNED : Standing.FORGED;
    }

    /** The same note with more signatures beneath; what is there already stays once. */
    public SignedNote with(List<NoteSignature> more) {
        var all = new ArrayList<>(signatures);
        more.stream().filter(signature -> !all.contains(signature)).forEach(all::add);
        return new SignedNote(text, all);
    }

    /** The note as it is sent and stored. */
    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature).append('\n'));
        return note.toString();
    }
}
