package org.backlot.platform.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.backlot.platform.query.PaperReport.Column;
import org.backlot.platform.query.PaperReport.Fact;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A report on paper, read by another library")
class PaperReportTest {
    @Test
    @DisplayName("CLP-1: shows title, facts and rows in Latin and Arabic, and leaves out what is absent")
    void shows_everything() throws IOException {
        var text = read(new PaperReport("Takes of the day")
                .facts("The day", List.of(new Fact("Scene", "12A"), new Fact("Weather", null)))
                .rows("Takes", List.of(new Column("Name", 2), new Column("Note", 1)), List.of(List.of("لقطة", "good")))
                .bytes());

        assertThat(text).contains("Takes of the day", "The day", "Scene", "12A", "Name", "Note", "good");
        assertThat(text).doesNotContain("Weather");
        assertThat(text).as("Arabic, whatever forms its letters are set in").containsPattern("\\p{IsArabic}{3,4}");
    }

    @Test
    @DisplayName("CLP-1: goes on over as many pages as it needs, with the heads of the columns on each")
    void goes_on() throws IOException {
        var rows = IntStream.rangeClosed(1, 200)
                .mapToObj(number -> List.of("row " + number + "."))
                .toList();
        var bytes = new PaperReport("Long")
                .rows("All of it", List.of(new Column("Head of the column", 1)), rows)
                .bytes();

        try (var document = Loader.loadPDF(bytes)) {
            assertThat(document.getNumberOfPages()).isGreaterThan(2);
        }
        var text = read(bytes);
        assertThat(text).contains("row 1.", "row 100.", "row 200.");
        assertThat(text.split("Head of the column", -1)).hasSizeGreaterThan(3);
    }

    private static String read(byte[] bytes) throws IOException {
        try (var document = Loader.loadPDF(bytes)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
