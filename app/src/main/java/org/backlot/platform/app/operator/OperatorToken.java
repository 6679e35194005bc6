package org.backlot.platform.app.operator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.backlot.platform.app.PrivateFile;

/**
 * Proves that a request comes from whoever owns the data folder: a token made anew at each start, in a file that only
 * the owner may read. With it goes the port, so that the command line finds the running program.
 */
public final class OperatorToken {
    /** The header that carries it. */
    public static final String HEADER = "Backlot-Operator";

    private static final String FILE = "operator";
    private static final int BYTES = 32;

    private final String token;

    private OperatorToken(String token) {
        this.token = token;
    }

    /** Where a running program can be reached, and the token it takes. */
    public record Reach(int port, String token) {}

    static OperatorToken fresh(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new OperatorToken(HexFormat.of().formatHex(bytes));
    }

    boolean matches(String given) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }

    void publish(Path data, int port) {
        var file = data.resolve(FILE);
        try {
            PrivateFile.write(file, port + " " + token + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("The operator's token cannot be written to " + file, e);
        }
    }

    /** What the program on that data folder published last; it need not run any more. */
    public static Optional<Reach> publishedIn(Path data) {
        var file = data.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var parts = Files.readString(file).strip().split(" ", 2);
            return Optional.of(new Reach(Integer.parseInt(parts[0]), parts[1]));
        } catch (IOException e) {
            throw new UncheckedIOException("The operator's token cannot be read from " + file, e);
        }
    }
}
