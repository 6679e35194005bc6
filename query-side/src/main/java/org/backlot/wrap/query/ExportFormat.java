// Why this file exists: each cutting room reads another form of the same edit; what differs between them stands here.
package org.backlot.wrap.query;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.backlot.platform.query.NamedChoice;
import org.backlot.shared.editorial.CmxWriter;
import org.backlot.shared.editorial.FcpxmlWriter;
import org.backlot.shared.editorial.OtioWriter;
import org.backlot.shared.editorial.PremiereXmlWriter;
import org.backlot.shared.editorial.Timeline;
import org.backlot.shared.timecode.FrameRate;
import org.backlot.wrap.query.edl.CircleTake;
import org.backlot.wrap.query.edl.CircleTakeAssembly;
import org.backlot.wrap.query.edl.EdlFromCircleTakes;
import org.springframework.http.MediaType;

/** A form in which circle takes leave for the cutting room. */
enum ExportFormat {
    CMX3600("cmx3600", ".edl", MediaType.TEXT_PLAIN) {
        @Override
        List<String> write(String title, FrameRate rate, Collection<CircleTake> takes) {
            return CmxWriter.writeAll(EdlFromCircleTakes.assemble(title, rate, takes));
        }

        // The format is ASCII; a title in another script is not worth losing.
        @Override
        Charset charsetOf(String text) {
            return text.chars().allMatch(c -> c < 0x80) ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8;
        }
    },
    FCPXML("fcpxml", ".fcpxml", MediaType.APPLICATION_XML) {
        @Override
        List<String> write(String title, FrameRate rate, Collection<CircleTake> takes) {
            return each(CircleTakeAssembly.assemble(title, rate, takes), FcpxmlWriter::write);
        }
    },
    PREMIERE("premiere", ".xml", MediaType.APPLICATION_XML) {
        @Override
        List<String> write(String title, FrameRate rate, Collection<CircleTake> takes) {
            return each(CircleTakeAssembly.assemble(title, rate, takes), PremiereXmlWriter::write);
        }
    },
    OTIO("otio", ".otio", MediaType.parseMediaType(ExportFormat.OTIO_TYPE)) {
        @Override
        List<String> write(String title, FrameRate rate, Collection<CircleTake> takes) {
            return each(CircleTakeAssembly.assemble(title, rate, takes), OtioWriter::write);
        }
    };

    /** Not registered, but what players and converters go by. */
    static final String OTIO_TYPE = "application/vnd.pixar.opentimelineio+json";

    private final String parameter;
    private final String ending;
    private final MediaType contentType;

    ExportFormat(String parameter, String ending, MediaType contentType) {
        this.parameter = parameter;
        this.ending = ending;
        this.contentType = contentType;
    }

    /** Reads the parameter {@code format}, or refuses it with {@code PARAMETER_INVALID}. */
    static ExportFormat parse(String parameter) {
        return NamedChoice.of("format", parameter, List.of(values()), format -> format.parameter);
    }

    /** The files that hold all takes, at least one. */
    abstract List<String> write(String title, FrameRate rate, Collection<CircleTake> takes);

    /** How a file's letters become bytes. */
    Charset charsetOf(String text) {
        return StandardCharsets.UTF_8;
    }

    /** The ending of a file's name, with its dot. */
    String ending() {
        return ending;
    }

    /** What a file is said to be. */
    MediaType contentType() {
        return contentType;
    }

    private static List<String> each(List<Timeline> timelines, Function<Timeline, String> writer) {
        return timelines.stream().map(writer).toList();
    }
}
