// Why this file exists: an address that somebody gives us is opened by a program that stands elsewhere than they do.
// Whatever is not plainly a page of a named host of the open internet is refused before anybody resolves it.
package org.backlot.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address of a page.
 *
 * @param text {@code https}, a named host in lower case, path and query; no user, port or fragment
 */
public record PublicUrl(@JsonValue String text) {
    /** Why an address is refused. */
    public enum Flaw {
        NOT_A_URL,
        NOT_HTTPS,
        USER_INFO,
        PORT,
        IP_ADDRESS,
        NOT_A_NAME
    }

    /** The address is refused. */
    public static final class Refused extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final Flaw flaw;

        private Refused(Flaw flaw) {
            super("must be an https address of a named host, without user, port or IP address");
            this.flaw = flaw;
        }

        public Flaw flaw() {
            return flaw;
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

    /** @throws Refused with the flaw */
    @JsonCreator
    public PublicUrl {
        text = canonical(text);
    }

    /** @throws Refused with the flaw */
    public static PublicUrl parse(String given) {
        return new PublicUrl(given);
    }

    /** The host in lower case. */
    public String host() {
        return URI.create(text).getHost();
    }

    /** The path, at least {@code /}. */
    public String path() {
        return URI.create(text).getRawPath();
    }

    /** Whether the other page is of this host, or of one below it. */
    public boolean holds(PublicUrl other) {
        return other.host().equals(host()) || other.host().endsWith("." + host());
    }

    private static String canonical(String given) {
        if (given.length() > LONGEST || !PLAIN.matcher(given).matches()) {
            throw new Refused(Flaw.NOT_A_URL);
        }
        var url = uri(given);
        if (!"https".equalsIgnoreCase(url.getScheme())) {
            throw new Refused(Flaw.NOT_HTTPS);
        }
        var authority = Optional.ofNullable(url.getRawAuthority()).orElseThrow(() -> new Refused(Flaw.NOT_A_URL));
        if (authority.contains("@")) {
            throw new Refused(Flaw.USER_INFO);
        }
        var path = Optional.ofNullable(url.getRawPath())
                .filter(raw -> !raw.isEmpty())
                .orElse("/");
        var query =
                Optional.ofNullable(url.getRawQuery()).map(text -> "?" + text).orElse("");
        return "https://" + hostOf(authority) + path + query;
    }

    private static URI uri(String given) {
        try {
            return new URI(given);
        } catch (URISyntaxException e) {
            throw new Refused(Flaw.NOT_A_URL);
        }
    }

    // Read from the authority as it stands: java.net.URI says nothing of a host that it cannot make sense of.
    private static String hostOf(String authority) {
        if (authority.startsWith("[")) {
            throw new Refused(Flaw.IP_ADDRESS);
        }
        int colon = authority.indexOf(':');
        var host = (colon < 0 ? authority : authority.substring(0, colon)).toLowerCase(Locale.ROOT);
        if (NUMBERS.matcher(host).matches()) {
            throw new Refused(Flaw.IP_ADDRESS);
        }
        if (!NAME.matcher(host).matches()) {
            throw new Refused(Flaw.NOT_A_NAME);
        }
        if (colon >= 0 && !authority.substring(colon + 1).equals(Integer.toString(HTTPS))) {
            throw new Refused(Flaw.PORT);
        }
        return host;
    }
}
