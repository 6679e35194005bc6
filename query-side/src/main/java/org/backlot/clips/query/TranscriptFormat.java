package org.backlot.clips.query;

import java.util.List;
import org.backlot.platform.query.DownloadFormat;
import org.backlot.shared.captions.SrtWriter;
import org.backlot.shared.captions.WebVttWriter;
import org.springframework.http.MediaType;

/** In which form a transcript is wanted. */
enum TranscriptFormat implements DownloadFormat {
    /** As it is kept: each word with its times. */
    JSON("json", MediaType.APPLICATION_JSON_VALUE) {
        @Override
        String write(String kept) {
            return kept;
        }
    },
    SUBRIP("srt", TranscriptFormat.SUBRIP_TYPE) {
        @Override
        String write(String kept) {
            return SrtWriter.write(TranscriptTexts.of(kept));
        }
    },
    WEBVTT("vtt", TranscriptFormat.WEBVTT_TYPE) {
        @Override
        String write(String kept) {
            return WebVttWriter.write(TranscriptTexts.of(kept));
        }
    };

    static final String SUBRIP_TYPE = "application/x-subrip";
    static final String WEBVTT_TYPE = "text/vtt";
    static final List<TranscriptFormat> ALL = List.of(values());

    private final String ending;
    private final MediaType contentType;

    TranscriptFormat(String ending, String contentType) {
        this.ending = ending;
        this.contentType = MediaType.parseMediaType(contentType);
    }

    /** @param kept the transcript as it lies in the storage */
    abstract String write(String kept);

    @Override
    public MediaType contentType() {
        return contentType;
    }

    @Override
    public String ending() {
        return ending;
    }
}
