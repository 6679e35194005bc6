package org.backlot.media.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.backlot.media.api.UploadedPart;

/** How a file is cut into parts: all of one size but the last, which is what is left. */
final class UploadParts {
    /** 64 MB: a part that breaks off is soon sent again, and 2 GB are 32 parts. */
    static final long PART = 64L << 20;

    private UploadParts() {}

    /**
     * One part.
     *
     * @param number from 1
     * @param offset of its first byte in the file
     * @param size in bytes
     */
    record Part(int number, long offset, long size) {}

    /** Whether a file is uploaded in parts. */
    static boolean needed(long size) {
        return size > PART;
    }

    /** The parts of a file of that size. */
    static List<Part> of(long size) {
        var parts = new ArrayList<Part>();
        for (long offset = 0; offset < size; offset += PART) {
            parts.add(new Part(parts.size() + 1, offset, Math.min(PART, size - offset)));
        }
        return List.copyOf(parts);
    }

    /** The numbers of those that have not arrived in full. */
    static List<Integer> missing(long size, List<UploadedPart> arrived) {
        Set<Part> whole = arrived.stream()
                .map(part -> new Part(part.number(), (part.number() - 1) * PART, part.size()))
                .collect(Collectors.toSet());
        return of(size).stream()
                .filter(part -> !whole.contains(part))
                .map(Part::number)
                .toList();
    }
}
