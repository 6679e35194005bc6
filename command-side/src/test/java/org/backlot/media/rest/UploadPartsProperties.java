// However large a file is, its parts are the whole of it.
package org.backlot.media.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.backlot.media.api.UploadedPart;

class UploadPartsProperties {
    @Property(tries = 200)
    @Label("MED-1: parts follow one another without gap, and all but the last are of one size")
    void whole(@ForAll @LongRange(min = 1, max = 2L << 30) long size) {
        var parts = UploadParts.of(size);
        long offset = 0;
        for (var part : parts) {
            assertThat(part.offset()).isEqualTo(offset);
            assertThat(part.size()).isPositive().isLessThanOrEqualTo(UploadParts.PART);
            assertThat(part.number() == parts.size() || part.size() == UploadParts.PART)
                    .isTrue();
            offset += part.size();
        }
        assertThat(offset).isEqualTo(size);
        assertThat(UploadParts.missing(size, arrived(parts))).isEmpty();
    }

    @Property(tries = 50)
    @Label("MED-1: a part that is missing or cut short is named")
    void missing(@ForAll @LongRange(min = (64L << 20) + 1, max = 2L << 30) long size) {
        var parts = UploadParts.of(size);
        var arrived = arrived(parts);
        assertThat(UploadParts.missing(size, arrived.subList(1, arrived.size())))
                .containsExactly(1);
        var cutShort = new UploadedPart(1, UploadParts.PART - 1, "x");
        var cut = new ArrayList<>(arrived);
        cut.set(0, cutShort);
        assertThat(UploadParts.missing(size, cut)).containsExactly(1);
    }

    private static List<UploadedPart> arrived(List<UploadParts.Part> parts) {
        return parts.stream()
                .map(part -> new UploadedPart(part.number(), part.size(), "x"))
                .toList();
    }
}
