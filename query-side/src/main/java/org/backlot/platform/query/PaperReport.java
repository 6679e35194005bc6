package org.backlot.platform.query;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/**
 * A report as a PDF: a title, and sections that are tables. Its font comes along and has Latin, Greek, Cyrillic and Arabic;
 * a cell whose text begins in Arabic is set from right to left.
 */
public final class PaperReport {
    private static final String FONT = "/net/sf/jasperreports/fonts/dejavu/DejaVuSansCondensed.ttf";
    private static final BaseFont LETTERS = letters();
    private static final Font TITLE = new Font(LETTERS, 16);
    private static final Font HEADING = new Font(LETTERS, 11);
    private static final Font TEXT = new Font(LETTERS, 8);
    private static final Color HEAD_OF_A_TABLE = new Color(0xE4, 0xE4, 0xE4);
    private static final Color RULE = new Color(0xB0, 0xB0, 0xB0);
    private static final float PADDING = 3;
    private static final float FULL = 100;

    private final String title;
    private final List<PdfPTable> parts = new ArrayList<>();

    public PaperReport(String title) {
        this.title = title;
        parts.add(line(title, TITLE));
    }

    /** A section of two columns: what it is, and its value. An absent value leaves its row out. */
    public PaperReport facts(String heading, List<Fact> facts) {
        parts.add(line(heading, HEADING));
        var table = table(1, 3);
        facts.stream().filter(fact -> fact.value() != null).forEach(fact -> {
            table.addCell(ruled(fact.name()));
            table.addCell(ruled(Objects.toString(fact.value())));
        });
        parts.add(table);
        return this;
    }

    /**
     * A section whose columns have heads, which come again on each page.
     *
     * @param columns the heads, with how wide each column is beside the others
     * @param rows one text for each column
     */
    public PaperReport rows(String heading, List<Column> columns, List<List<String>> rows) {
        parts.add(line(heading, HEADING));
        var table = table(columns.stream().mapToInt(Column::width).toArray());
        table.setHeaderRows(1);
        for (var column : columns) {
            var head = ruled(column.head());
            head.setBackgroundColor(HEAD_OF_A_TABLE);
            table.addCell(head);
        }
        rows.forEach(row -> row.forEach(text -> table.addCell(ruled(text))));
        parts.add(table);
        return this;
    }

    /** What it is, and its value. */
    public record Fact(String name, @Nullable Object value) {}

    /** The head of a column, and how wide it is beside the others. */
    public record Column(String head, int width) {}

    /** The whole as a file. Takes some processor time; not for a thread that must not be kept waiting. */
    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var document = new Document(PageSize.A4)) {
            PdfWriter.getInstance(document, bytes);
            document.addTitle(title);
            document.open();
            parts.forEach(document::add);
        }
        return bytes.toByteArray();
    }

    private static PdfPTable table(int... widths) {
        var table = new PdfPTable(widths.length);
        table.setWidths(widths);
        table.setWidthPercentage(FULL);
        // A long cell goes on over the page and does not leave half of one empty.
        table.setSplitLate(false);
        return table;
    }

    private static PdfPTable line(String text, Font font) {
        var table = table(1);
        var cell = cell(text, font);
        cell.setBorder(Rectangle.NO_BORDER);
        cell.setPaddingTop(2 * PADDING);
        table.addCell(cell);
        return table;
    }

    private static PdfPCell ruled(String text) {
        var cell = cell(text, TEXT);
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(RULE);
        return cell;
    }

    private static PdfPCell cell(String text, Font font) {
        var cell = new PdfPCell(new Phrase(text, font));
        cell.setRunDirection(PdfWriter.RUN_DIRECTION_DEFAULT);
        cell.setPadding(PADDING);
        return cell;
    }

    private static BaseFont letters() {
        try (var font = Objects.requireNonNull(PaperReport.class.getResourceAsStream(FONT), FONT)) {
            return BaseFont.createFont(
                    FONT, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, BaseFont.NOT_CACHED, font.readAllBytes(), null);
        } catch (IOException broken) {
            throw new UncheckedIOException("the font of reports cannot be read", broken);
        }
    }
}
