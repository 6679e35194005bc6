package org.backlot.clips.app.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.backlot.platform.app.PrivateFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the command signs in with. The embedded program's account is its own; its password is kept in the data folder. */
public record Credentials(String email, String password) {
    /** Where they are kept in the data folder, readable by its owner alone. */
    public static final String FILE = "clip-account.json";

    private static final int PASSWORD_BYTES = 24;

    /** Those of {@code BACKLOT_EMAIL} and {@code BACKLOT_PASSWORD}, where both are set. */
    public static Optional<Credentials> in(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("BACKLOT_EMAIL"))
                .flatMap(email -> Optional.ofNullable(environment.get("BACKLOT_PASSWORD"))
                        .map(password -> new Credentials(email, password)));
    }

    /** Those kept in a data folder; made, and kept before they are used, where there are none. */
    public static Credentials keptIn(Path data, String userName) {
        var file = data.resolve(FILE);
        try {
            if (Files.exists(file)) {
                return JsonMapper.shared().readValue(Files.readString(file), Credentials.class);
            }
            var fresh = new Credentials(addressOf(userName), freshPassword());
            PrivateFile.write(file, JsonMapper.shared().writeValueAsString(fresh) + "\n");
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException("The account of this command cannot be kept in " + file, e);
        } catch (JacksonException damaged) {
            throw new ClipFailed(file + " is damaged; remove it for a new account.", damaged);
        }
    }

    // A name of the machine's own (RFC 6761): mail for it can reach nobody else.
    private static String addressOf(String userName) {
        var local =
                userName.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        // Whoever removes the file gets another account, for the old password is gone.
        var number = new byte[4];
        new SecureRandom().nextBytes(number);
        return "%s.%s@backlot.localhost"
                .formatted(
                        local.isEmpty() ? "user" : local,
                        java.util.HexFormat.of().formatHex(number));
    }

    private static String freshPassword() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "Credentials[…]";
    }
}
