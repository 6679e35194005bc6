package org.backlot.platform.query;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** One of several forms in which something can be taken away. */
public interface DownloadFormat {
    /** What the parameter {@code format} calls it, and how a file of it ends. */
    String ending();

    MediaType contentType();

    /**
     * The one that is asked for: by name, else the first that is accepted, else the first of all.
     *
     * @throws org.backlot.shared.Rejection {@code PARAMETER_INVALID}
     */
    static <F extends DownloadFormat> F wanted(List<F> all, @Nullable String name, List<MediaType> accepted) {
        if (name != null) {
            return NamedChoice.of("format", name, all, DownloadFormat::ending);
        }
        return accepted.stream()
                .flatMap(type -> all.stream()
                        .filter(format -> type.includes(format.contentType()))
                        .limit(1))
                .findFirst()
                .orElseGet(all::getFirst);
    }
}
