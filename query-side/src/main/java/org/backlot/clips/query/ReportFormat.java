package org.backlot.clips.query;

import java.util.List;
import org.backlot.platform.query.DownloadFormat;
import org.springframework.http.MediaType;

/** In which form the report on a job is wanted. */
enum ReportFormat implements DownloadFormat {
    JSON("json", MediaType.APPLICATION_JSON),
    PDF("pdf", MediaType.APPLICATION_PDF);

    static final List<ReportFormat> ALL = List.of(values());

    private final String ending;
    private final MediaType contentType;

    ReportFormat(String ending, MediaType contentType) {
        this.ending = ending;
        this.contentType = contentType;
    }

    @Override
    public MediaType contentType() {
        return contentType;
    }

    @Override
    public String ending() {
        return ending;
    }
}
