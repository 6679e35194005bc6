package org.backlot.clips.query;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.captions.SrtWriter;
import org.backlot.shared.captions.WebVttWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** In which form a transcript is wanted. */
enum TranscriptFormat {
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

    private final String parameter;
    private final MediaType contentType;

    TranscriptFormat(String parameter, String contentType) {
        this.parameter = parameter;
        this.contentType = MediaType.parseMediaType(contentType);
    }

    /** @param kept the transcript as it lies in the storage */
    abstract String write(String kept);

    MediaType contentType() {
        return contentType;
    }

    /** How a file of it ends. */
    String ending() {
        return parameter;
    }

    /**
     * The one that is asked for: by name, else the first that is accepted, else JSON.
     *
     * @throws Rejection {@code PARAMETER_INVALID}
     */
    static TranscriptFormat wanted(@Nullable String name, List<MediaType> accepted) {
        if (name != null) {
            return Arrays.stream(values())
                    .filter(format -> format.parameter.equals(name))
                    .findFirst()
                    .orElseThrow(() -> Rejection.of(
                                    CommonRejection.PARAMETER_INVALID,
                                    "format must be one of "
                                            + Arrays.stream(values())
                                                    .map(format -> format.parameter)
                                                    .collect(Collectors.joining(", "))
                                            + ".")
                            .at("format"));
        }
        return accepted.stream()
                .flatMap(type -> accepted(type).stream())
                .findFirst()
                .orElse(JSON);
    }

    private static Optional<TranscriptFormat> accepted(MediaType type) {
        return Arrays.stream(values())
                .filter(format -> type.includes(format.contentType))
                .findFirst();
    }
}
