package org.backlot.clips.worker.analysis;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.HexFormat;

/**
 * What a picture looks like from afar, in 64 bits: for each cell of an 8 by 8 grid, whether it is darker than the cell to
 * its right (Krawetz's dHash). Another size, codec or brightness changes few of them.
 */
public record DifferenceHash(long bits) {
    private static final int COLUMNS = 9;
    private static final int ROWS = 8;

    /** @param text 16 hexadecimal digits */
    @JsonCreator
    public static DifferenceHash of(String text) {
        return new DifferenceHash(HexFormat.fromHexDigitsToLong(text));
    }

    /** @param luma brightness, row by row */
    static DifferenceHash of(byte[] luma, int width, int height) {
        long bits = 0;
        for (int row = 0; row < ROWS; row++) {
            long left = mean(luma, width, height, 0, row);
            for (int column = 1; column < COLUMNS; column++) {
                long right = mean(luma, width, height, column, row);
                bits = bits << 1 | (left < right ? 1 : 0);
                left = right;
            }
        }
        return new DifferenceHash(bits);
    }

    private static long mean(byte[] luma, int width, int height, int column, int row) {
        int fromX = column * width / COLUMNS;
        int toX = Math.max(fromX + 1, (column + 1) * width / COLUMNS);
        int fromY = row * height / ROWS;
        int toY = Math.max(fromY + 1, (row + 1) * height / ROWS);
        long sum = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = fromX; x < toX; x++) {
                sum += luma[y * width + x] & 0xFF;
            }
        }
        return sum / ((long) (toX - fromX) * (toY - fromY));
    }

    /** In how many of 64 bits they differ: up to ten is usually the same picture. */
    public int distanceTo(DifferenceHash other) {
        return Long.bitCount(bits ^ other.bits);
    }

    @JsonValue
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(bits);
    }
}
