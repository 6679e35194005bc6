package org.backlot.casting.query.search;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.backlot.casting.api.search.SearchWish;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.Sha256;

/**
 * Where a search goes on: after the last one that was shown, in an order that was fixed when the search began. So what
 * does not change is neither shown twice nor left out, whatever happens to others. It gives no right to anything; it is
 * checked to the last bit all the same.
 *
 * @param begun when the search began, to the millisecond
 * @param tier how well the last one matched
 * @param active whether it counted as active at that time
 * @param standing of the last one
 * @param id of the last one
 * @param total how many there were
 * @param exact whether that is all of them
 * @param search a digest of what is looked for
 */
public record SearchCursor(
        Instant begun, int tier, boolean active, int standing, UUID id, long total, boolean exact, long search) {
    private static final byte VERSION = 1;
    private static final int LENGTH = 1 + 8 + 1 + 1 + 4 + 16 + 4 + 1 + 8;
    private static final Duration LONGEST = Duration.ofDays(1);

    static long digest(SearchWish wish) {
        return Long.parseUnsignedLong(Sha256.hex(wish.normal()).substring(0, 16), 16);
    }

    SearchIndex.Place place() {
        return new SearchIndex.Place(tier, active, standing, id);
    }

    String text() {
        var bytes = ByteBuffer.allocate(LENGTH)
                .put(VERSION)
                .putLong(begun.toEpochMilli())
                .put((byte) tier)
                .put((byte) (active ? 1 : 0))
                .putInt(standing)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt((int) total)
                .put((byte) (exact ? 1 : 0))
                .putLong(search);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws Rejection {@code PARAMETER_INVALID} for whatever was not given out for this search within a day */
    static SearchCursor parse(String text, SearchWish wish, Instant now) {
        var cursor = read(text);
        boolean mine = cursor.search == digest(wish)
                && cursor.text().equals(text)
                && cursor.tier >= SearchTier.LAST
                && cursor.tier <= SearchTier.FIRST
                && cursor.standing >= 0
                && cursor.total >= 0
                && !cursor.begun.isAfter(now)
                && cursor.begun.isAfter(now.minus(LONGEST));
        if (!mine) {
            throw refused();
        }
        return cursor;
    }

    private static SearchCursor read(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException nonsense) {
            throw refused();
        }
        if (bytes.length != LENGTH || bytes[0] != VERSION) {
            throw refused();
        }
        var in = ByteBuffer.wrap(bytes, 1, LENGTH - 1);
        return new SearchCursor(
                Instant.ofEpochMilli(in.getLong()),
                in.get(),
                in.get() == 1,
                in.getInt(),
                new UUID(in.getLong(), in.getLong()),
                in.getInt(),
                in.get() == 1,
                in.getLong());
    }

    private static Rejection refused() {
        return Rejection.of(
                        CommonRejection.PARAMETER_INVALID,
                        "A cursor is the next_cursor of the page before, with the same search, for a day.")
                .at("cursor");
    }
}
