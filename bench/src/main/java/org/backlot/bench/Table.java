package org.backlot.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under headings: text at the left in the first column, numbers at the right in the others. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        rows.add(List.of(headings));
    }

    /** Adds a row; numbers are written with three digits that mean something. */
    public void row(Object... cells) {
        rows.add(IntStream.range(0, cells.length)
                .mapToObj(column ->
                        cells[column] instanceof Double number ? Figure.rounded(number) : String.valueOf(cells[column]))
                .toList());
    }

    /** Prints it, each column as wide as its widest cell. */
    public void print(PrintWriter out) {
        for (var row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                var padding = " ".repeat(widthOf(column) - row.get(column).length());
                line.append(column == 0 ? row.get(column) + padding : "  " + padding + row.get(column));
            }
            out.println(line.toString().stripTrailing());
        }
        out.flush();
    }

    private int widthOf(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
    }
}
