package org.backlot.platform.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list (PLT-1).
 *
 * @param data the entries
 * @param total how many there are in all pages
 * @param page this page, from 1
 * @param pages how many pages there are, at least 1
 * @param nextCursor what to send as {@code cursor} for the next page where the list has cursors; absent on the last page
 */
public record Page<T>(
        List<T> data,
        long total,
        int page,
        int pages,
        @JsonProperty("next_cursor") @Nullable String nextCursor) {
    public Page {
        data = List.copyOf(data);
    }

    public static <T> Page<T> of(List<T> data, long total, PageRequest request) {
        int pages = Math.toIntExact(Math.max(1, Math.ceilDiv(total, request.limit())));
        return new Page<>(data, total, request.page(), pages, null);
    }
}
