// Why this file exists: an address that a client names is fetched from inside our network. Whatever is not plainly
// a page of one of the listed platforms is refused before anybody resolves it (CLIP section 6, SSRF protection).
package org.backlot.clips.command.source;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.clips.api.JobSource;
import org.backlot.clips.api.SourceKind;
import org.backlot.shared.PublicUrl;
import org.backlot.shared.Rejection;

/**
 * The address of material on one of the listed platforms.
 *
 * @param kind the platform
 * @param text {@code https}, a host of that platform in lower case, path and query; no user, port or fragment
 */
public record SourceUrl(SourceKind kind, String text) {
    /** Why an address is refused; part of the answer. */
    enum Flaw {
        NOT_A_URL,
        NOT_HTTPS,
        USER_INFO,
        PORT,
        IP_ADDRESS,
        HOST_NOT_LISTED,
        NO_PATH
    }

    /** A platform's domains: each stands for itself and for what is below it. */
    private enum Platform {
        YOUTUBE(SourceKind.YOUTUBE, "youtube.com", "youtu.be"),
        TWITCH(SourceKind.TWITCH, "twitch.tv"),
        VIMEO(SourceKind.VIMEO, "vimeo.com"),
        INSTAGRAM(SourceKind.INSTAGRAM, "instagram.com"),
        TIKTOK(SourceKind.TIKTOK, "tiktok.com"),
        X(SourceKind.X, "x.com");

        private final SourceKind kind;
        private final List<String> domains;

        Platform(SourceKind kind, String... domains) {
            this.kind = kind;
            this.domains = List.of(domains);
        }

        private static Optional<SourceKind> of(String host) {
            return Arrays.stream(values())
                    .filter(platform -> platform.domains.stream()
                            .anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain)))
                    .map(platform -> platform.kind)
                    .findFirst();
        }
    }

    /** @throws Rejection {@code SOURCE_URL_REFUSED} with {@code reason} */
    public static SourceUrl parse(String given) {
        var url = plain(given);
        var kind = Platform.of(url.host()).orElseThrow(() -> refused(Flaw.HOST_NOT_LISTED));
        if (url.path().length() <= 1) {
            throw refused(Flaw.NO_PATH);
        }
        return new SourceUrl(kind, url.text());
    }

    /** The source that this is to a job. */
    public JobSource source() {
        return JobSource.published(kind, text);
    }

    private static PublicUrl plain(String given) {
        try {
            return new PublicUrl(given);
        } catch (PublicUrl.Refused refused) {
            throw refused(
                    switch (refused.flaw()) {
                        case NOT_A_URL -> Flaw.NOT_A_URL;
                        case NOT_HTTPS -> Flaw.NOT_HTTPS;
                        case USER_INFO -> Flaw.USER_INFO;
                        case PORT -> Flaw.PORT;
                        case IP_ADDRESS -> Flaw.IP_ADDRESS;
                        case NOT_A_NAME -> Flaw.HOST_NOT_LISTED;
                    });
        }
    }

    private static Rejection refused(Flaw flaw) {
        return Rejection.of(ClipsRejection.SOURCE_URL_REFUSED).at("sourceUrl").with("reason", flaw.name());
    }
}
