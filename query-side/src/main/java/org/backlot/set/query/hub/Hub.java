// Why this file exists: devices are sent to whatever stands here, so a slip in the configuration must not get that far.
package org.backlot.set.query.hub;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A place where devices connect: one node or several behind one address.
 *
 * @param name such as {@code mumbai}: lower case letters, digits and dashes, at most 32
 * @param url its public base, {@code https://mumbai.set.example}: http or https, without a path
 */
public record Hub(String name, URI url) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public Hub {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a hub's name is lower case letters, digits and dashes: " + name);
        }
        boolean isWeb = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        boolean isBase = url.getHost() != null
                && "".equals(url.getPath())
                && url.getQuery() == null
                && url.getFragment() == null
                && url.getUserInfo() == null;
        if (!isWeb || !isBase) {
            throw new IllegalArgumentException("the address of the hub " + name + " is http(s)://host[:port] alone");
        }
    }

    /**
     * Reads {@code name=url}.
     *
     * @throws IllegalArgumentException where it is anything else
     */
    public static Hub parse(String text) {
        int sign = text.indexOf('=');
        if (sign < 0) {
            throw new IllegalArgumentException("a hub is given as name=url: " + text);
        }
        return new Hub(
                text.substring(0, sign).strip(),
                URI.create(text.substring(sign + 1).strip()));
    }
}
