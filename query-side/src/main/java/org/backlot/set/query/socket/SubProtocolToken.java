// Why this file exists: a browser cannot set Authorization on a WebSocket, but it can name sub-protocols.
package org.backlot.set.query.socket;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The access token that a handshake carries as a sub-protocol: {@code Sec-WebSocket-Protocol: backlot.v1, bearer.<token>}.
 * The server answers the name of a {@link Form} only, so the token is never sent back.
 */
public final class SubProtocolToken {
    private static final String PREFIX = "bearer.";
    private static final int LONGEST = 8_192;
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+){2}");

    private SubProtocolToken() {}

    /**
     * The token, unverified.
     *
     * @param headerValues the values of {@code Sec-WebSocket-Protocol}, each possibly several names separated by commas
     * @return empty where no {@link Form} is offered, or where not exactly one well-formed token is
     */
    public static Optional<String> in(List<String> headerValues) {
        var names = headerValues.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .toList();
        var tokens = names.stream()
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()))
                .toList();
        if (names.stream().noneMatch(Form.protocols()::contains) || tokens.size() != 1) {
            return Optional.empty();
        }
        return Optional.of(tokens.getFirst())
                .filter(token ->
                        token.length() <= LONGEST && TOKEN.matcher(token).matches());
    }
}
