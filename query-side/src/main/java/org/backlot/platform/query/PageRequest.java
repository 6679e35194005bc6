package org.backlot.platform.query;

/**
 * Which page of a list is asked for, {@code ?page=1&limit=20}. A controller takes it as a parameter.
 *
 * @param page from 1
 * @param limit entries per page, 1 to 100
 */
public record PageRequest(int page, int limit) {
    public static final int DEFAULT_LIMIT = 20;
    public static final int LARGEST_LIMIT = 100;

    public PageRequest {
        if (page < 1 || page > 1_000_000) {
            throw new IllegalArgumentException("page must be 1 or more");
        }
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + LARGEST_LIMIT);
        }
    }

    public static PageRequest first() {
        return new PageRequest(1, DEFAULT_LIMIT);
    }

    public long offset() {
        return (long) (page - 1) * limit;
    }
}
