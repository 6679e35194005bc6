// Why this file exists: an address that a client names is fetched from inside our network. Whatever is not plainly a
// page
// of one of the listed platforms is refused before anybody resolves it (CLIP section 6, SSRF protection).
package org.backlot.clips.command.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.backlot.clips.api.ClipsRejection;
import org.backlot.clips.api.JobSource;
import org.backlot.clips.api.SourceKind;
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

    private static final int LONGEST = 2_048;
    private static final int HTTPS = 443;
    /** Nothing that programs read in two ways: spaces, backslashes, control characters, letters beyond ASCII. */
    private static final Pattern PLAIN =
            Pattern.compile("[\\x21\\x23-\\x3b\\x3d\\x3f-\\x5b\\x5d\\x5f\\x61-\\x7a\\x7e]+");

    private static final Pattern NAME =
            Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?");
    /** All that some program somewhere takes for an IPv4 address: one to four numbers, decimal, octal or hexadecimal. */
    private static final Pattern NUMBERS =
            Pattern.compile("(?:0x[0-9a-f]*|[0-9]+)(?:\\.(?:0x[0-9a-f]*|[0-9]+)){0,3}\\.?");

    /** @throws Rejection {@code SOURCE_URL_REFUSED} with {@code reason} */
    public static SourceUrl parse(String given) {
        if (given.length() > LONGEST || !PLAIN.matcher(given).matches()) {
            throw refused(Flaw.NOT_A_URL);
        }
        var url = uri(given);
        if (!"https".equalsIgnoreCase(url.getScheme())) {
            throw refused(Flaw.NOT_HTTPS);
        }
        var authority = Optional.ofNullable(url.getRawAuthority()).orElseThrow(() -> refused(Flaw.NOT_A_URL));
        if (authority.contains("@")) {
            throw refused(Flaw.USER_INFO);
        }
        var host = hostOf(authority);
        var kind = Platform.of(host).orElseThrow(() -> refused(Flaw.HOST_NOT_LISTED));
        var path = Optional.ofNullable(url.getRawPath()).orElse("");
        if (path.length() <= 1) {
            throw refused(Flaw.NO_PATH);
        }
        var query =
                Optional.ofNullable(url.getRawQuery()).map(text -> "?" + text).orElse("");
        return new SourceUrl(kind, "https://" + host + path + query);
    }

    /** The source that this is to a job. */
    public JobSource source() {
        return JobSource.published(kind, text);
    }

    private static URI uri(String given) {
        try {
            return new URI(given);
        } catch (URISyntaxException e) {
            throw refused(Flaw.NOT_A_URL);
        }
    }

    // Read from the authority as it stands: java.net.URI says nothing of a host that it cannot make sense of.
    private static String hostOf(String authority) {
        if (authority.startsWith("[")) {
            throw refused(Flaw.IP_ADDRESS);
        }
        int colon = authority.indexOf(':');
        var host = (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
        if (NUMBERS.matcher(host).matches()) {
            throw refused(Flaw.IP_ADDRESS);
        }
        if (!NAME.matcher(host).matches()) {
            throw refused(Flaw.HOST_NOT_LISTED);
        }
        if (colon >= 0 && !authority.substring(colon + 1).equals(Integer.toString(HTTPS))) {
            throw refused(Flaw.PORT);
        }
        return host;
    }

    private static Rejection refused(Flaw flaw) {
        return Rejection.of(ClipsRejection.SOURCE_URL_REFUSED).at("sourceUrl").with("reason", flaw.name());
    }
}
