// What the environment gives an address for is used as it is; only the rest is started here. Half an address is an
// error: silently starting an empty database beside the real one would be worse than not starting at all.
package org.backlot.platform.app.embedded;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/** The services that run elsewhere already. */
public record ServiceAddresses(
        Optional<PostgresAddress> postgres,
        Optional<RedisAddress> redis,
        Optional<SmtpAddress> smtp,
        Optional<StorageAddress> storage) {

    private static final String POSTGRES_URL = "BACKLOT_POSTGRES_URL";
    private static final String POSTGRES_USER = "BACKLOT_POSTGRES_USER";
    private static final String POSTGRES_PASSWORD = "BACKLOT_POSTGRES_PASSWORD";
    private static final String REDIS_URL = "BACKLOT_REDIS_URL";
    private static final String SMTP_HOST = "BACKLOT_SMTP_HOST";
    private static final String SMTP_PORT = "BACKLOT_SMTP_PORT";
    private static final int USUAL_SMTP_PORT = 25;
    private static final String S3_ENDPOINT = "BACKLOT_S3_ENDPOINT";
    private static final String S3_PUBLIC_ENDPOINT = "BACKLOT_S3_PUBLIC_ENDPOINT";
    private static final String S3_REGION = "BACKLOT_S3_REGION";
    private static final String S3_BUCKET = "BACKLOT_S3_BUCKET";
    private static final String S3_ACCESS_KEY = "BACKLOT_S3_ACCESS_KEY";
    private static final String S3_SECRET_KEY = "BACKLOT_S3_SECRET_KEY";
    private static final String USUAL_REGION = "us-east-1";

    /** Nothing is given: everything is to be started here. */
    public static ServiceAddresses none() {
        return new ServiceAddresses(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * As the {@code BACKLOT_*} variables say.
     *
     * @throws IllegalArgumentException naming the variable that is wrong or missing
     */
    public static ServiceAddresses from(Map<String, String> environment) {
        return new ServiceAddresses(
                given(environment, POSTGRES_URL).map(url -> postgres(environment, url)),
                given(environment, REDIS_URL).map(ServiceAddresses::redis),
                given(environment, SMTP_HOST).map(host -> new SmtpAddress(host, smtpPort(environment))),
                given(environment, S3_ENDPOINT).map(endpoint -> storage(environment, endpoint)));
    }

    private static PostgresAddress postgres(Map<String, String> environment, String url) {
        var user = given(environment, POSTGRES_USER).orElseThrow(() -> missing(POSTGRES_URL, POSTGRES_USER));
        // An empty password is a password: some databases trust whoever can reach them.
        var password = environment.get(POSTGRES_PASSWORD);
        if (password == null) {
            throw missing(POSTGRES_URL, POSTGRES_PASSWORD);
        }
        try {
            return new PostgresAddress(url, user, password);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(POSTGRES_URL + ": " + wrong.getMessage(), wrong);
        }
    }

    private static RedisAddress redis(String url) {
        try {
            return new RedisAddress(new URI(url));
        } catch (URISyntaxException wrong) {
            // The exception would quote the address, and with it the password.
            throw new IllegalArgumentException(
                    REDIS_URL + ": not an address: " + wrong.getReason() + " at character " + wrong.getIndex());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(REDIS_URL + ": " + wrong.getMessage(), wrong);
        }
    }

    private static StorageAddress storage(Map<String, String> environment, String endpoint) {
        return new StorageAddress(
                storageEndpoint(S3_ENDPOINT, endpoint),
                storageEndpoint(
                        S3_PUBLIC_ENDPOINT,
                        given(environment, S3_PUBLIC_ENDPOINT).orElse(endpoint)),
                given(environment, S3_REGION).orElse(USUAL_REGION),
                given(environment, S3_BUCKET).orElseThrow(() -> missing(S3_ENDPOINT, S3_BUCKET)),
                given(environment, S3_ACCESS_KEY).orElseThrow(() -> missing(S3_ENDPOINT, S3_ACCESS_KEY)),
                given(environment, S3_SECRET_KEY).orElseThrow(() -> missing(S3_ENDPOINT, S3_SECRET_KEY)));
    }

    private static URI storageEndpoint(String variable, String endpoint) {
        try {
            return StorageAddress.requireEndpoint(URI.create(endpoint));
        } catch (IllegalArgumentException wrong) {
            // Whoever mixes up two variables must not find a key in the log.
            throw new IllegalArgumentException(
                    variable + ": not an address that reads https://host:port, without user and path");
        }
    }

    private static int smtpPort(Map<String, String> environment) {
        try {
            return given(environment, SMTP_PORT).map(Integer::parseInt).orElse(USUAL_SMTP_PORT);
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(SMTP_PORT + ": not a number: " + environment.get(SMTP_PORT), wrong);
        }
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static IllegalArgumentException missing(String given, String name) {
        return new IllegalArgumentException(given + " is set, but " + name + " is not");
    }
}
