// One form for the Kafka of the environment and for our own broker: clients need not know which.
package org.backlot.platform.app.embedded;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * Where Kafka is, and how to log in.
 *
 * @param servers {@code host:port}, several separated by commas
 * @param login by SASL PLAIN; empty for a cluster that asks nobody
 * @param tls whether the connection is encrypted
 */
public record KafkaAddress(String servers, Optional<Login> login, boolean tls) {
    private static final String SERVERS = "BACKLOT_KAFKA";
    private static final String USER = "BACKLOT_KAFKA_USER";
    private static final String PASSWORD = "BACKLOT_KAFKA_PASSWORD";
    private static final String TLS = "BACKLOT_KAFKA_TLS";
    private static final Pattern SERVER = Pattern.compile("(\\[[0-9a-fA-F:]+]|[A-Za-z0-9._-]+):[0-9]{1,5}");

    /** Who logs in. */
    public record Login(String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return user;
        }
    }

    /** Refuses what is no list of servers. */
    public KafkaAddress {
        var each = servers.split(",", -1);
        if (!Arrays.stream(each)
                .map(String::strip)
                .allMatch(server -> SERVER.matcher(server).matches())) {
            throw new IllegalArgumentException("Not the servers of a Kafka, which read host:port,host:port");
        }
    }

    /**
     * As the {@code BACKLOT_KAFKA*} variables say; empty where they name no server.
     *
     * @throws IllegalArgumentException naming the variable that is wrong or missing
     */
    public static Optional<KafkaAddress> from(Map<String, String> environment) {
        return given(environment, SERVERS).map(servers -> {
            try {
                return new KafkaAddress(servers, login(environment), tls(environment));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(SERVERS + ": " + wrong.getMessage(), wrong);
            }
        });
    }

    private static Optional<Login> login(Map<String, String> environment) {
        var user = given(environment, USER);
        var password = given(environment, PASSWORD);
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("of %s and %s only one is set".formatted(USER, PASSWORD));
        }
        return user.map(name -> new Login(name, password.orElseThrow()));
    }

    private static boolean tls(Map<String, String> environment) {
        return switch (given(environment, TLS).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(TLS + " is true or false");
        };
    }

    private static Optional<String> given(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The same in the words of Kafka's settings. */
    public Map<String, Object> clientSettings() {
        var settings = new HashMap<String, Object>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.put(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                (login.isPresent() ? "SASL_" : "") + (tls ? "SSL" : "PLAINTEXT"));
        login.ifPresent(who -> {
            settings.put(SaslConfigs.SASL_MECHANISM, "PLAIN");
            settings.put(
                    SaslConfigs.SASL_JAAS_CONFIG,
                    "org.apache.kafka.common.security.plain.PlainLoginModule required username=%s password=%s;"
                            .formatted(quoted(who.user()), quoted(who.password())));
        });
        return settings;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Without the password. */
    @Override
    public String toString() {
        return login.map(who -> who + " at ").orElse("") + servers;
    }
}
