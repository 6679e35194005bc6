// A mistake in the environment must be named, and must not print a password.
package org.backlot.platform.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ServiceAddressesTest {
    @Test
    @DisplayName("PLT-6: what the environment names is used, and the rest is left to be started")
    void reads() {
        assertThat(ServiceAddresses.from(Map.of())).isEqualTo(ServiceAddresses.none());
        assertThat(ServiceAddresses.from(Map.of("BACKLOT_POSTGRES_URL", " ", "BACKLOT_SMTP_HOST", "")))
                .isEqualTo(ServiceAddresses.none());

        var some = ServiceAddresses.from(Map.of(
                "BACKLOT_POSTGRES_URL", "jdbc:postgresql://db:5432/backlot",
                "BACKLOT_POSTGRES_USER", "backlot",
                "BACKLOT_POSTGRES_PASSWORD", "",
                "BACKLOT_SMTP_HOST", "mail.example.org"));
        assertThat(some.postgres()).contains(new PostgresAddress("jdbc:postgresql://db:5432/backlot", "backlot", ""));
        assertThat(some.redis()).isEmpty();
        assertThat(some.smtp()).contains(new SmtpAddress("mail.example.org", 25));

        assertThat(ServiceAddresses.from(Map.of("BACKLOT_REDIS_URL", "rediss://:s3cret@cache:6380"))
                        .redis())
                .contains(new RedisAddress(URI.create("rediss://:s3cret@cache:6380")));
    }

    @Test
    @DisplayName("MED-1: an object storage is an endpoint, a bucket and keys, and may have another address for clients")
    void storage() {
        var keys = Map.of(
                "BACKLOT_S3_ENDPOINT", "http://minio:9000",
                "BACKLOT_S3_BUCKET", "films",
                "BACKLOT_S3_ACCESS_KEY", "me",
                "BACKLOT_S3_SECRET_KEY", "s3cret");
        var inside = URI.create("http://minio:9000");
        assertThat(ServiceAddresses.from(keys).storage())
                .contains(new StorageAddress(inside, inside, "us-east-1", "films", "me", "s3cret"));

        var more = new HashMap<>(keys);
        more.put("BACKLOT_S3_PUBLIC_ENDPOINT", "https://films.example");
        more.put("BACKLOT_S3_REGION", "auto");
        assertThat(ServiceAddresses.from(more).storage())
                .contains(new StorageAddress(
                        inside, URI.create("https://films.example"), "auto", "films", "me", "s3cret"));
    }

    @Test
    @DisplayName("PLT-6: half an address is refused, naming what is missing")
    void half_an_address() {
        assertRefused("BACKLOT_POSTGRES_USER", "BACKLOT_POSTGRES_URL", "jdbc:postgresql://db/backlot");
        assertRefused(
                "BACKLOT_POSTGRES_PASSWORD",
                "BACKLOT_POSTGRES_URL",
                "jdbc:postgresql://db/backlot",
                "BACKLOT_POSTGRES_USER",
                "backlot");
        assertRefused("BACKLOT_S3_BUCKET", "BACKLOT_S3_ENDPOINT", "http://minio:9000");
        assertRefused(
                "BACKLOT_S3_SECRET_KEY",
                "BACKLOT_S3_ENDPOINT",
                "http://minio:9000",
                "BACKLOT_S3_BUCKET",
                "films",
                "BACKLOT_S3_ACCESS_KEY",
                "me");
    }

    @Test
    @DisplayName("PLT-6: a wrong address is refused, naming the variable and no password")
    void wrong_address() {
        assertRefused(
                "BACKLOT_POSTGRES_URL",
                "BACKLOT_POSTGRES_URL",
                "postgres://backlot:s3cret@db/backlot",
                "BACKLOT_POSTGRES_USER",
                "backlot",
                "BACKLOT_POSTGRES_PASSWORD",
                "s3cret");
        assertRefused("BACKLOT_REDIS_URL", "BACKLOT_REDIS_URL", "http://:s3cret@cache");
        assertRefused("BACKLOT_REDIS_URL", "BACKLOT_REDIS_URL", "redis://:s3cret with blanks@cache");
        assertRefused("BACKLOT_SMTP_PORT", "BACKLOT_SMTP_HOST", "mail", "BACKLOT_SMTP_PORT", "many");
        assertRefused("BACKLOT_S3_ENDPOINT", "BACKLOT_S3_ENDPOINT", "https://me:s3cret@films.example");
        assertRefused("BACKLOT_S3_ENDPOINT", "BACKLOT_S3_ENDPOINT", "s3cret");
        assertRefused("BACKLOT_S3_ENDPOINT", "BACKLOT_S3_ENDPOINT", "https://films.example/films");
        assertRefused("70000", "BACKLOT_SMTP_HOST", "mail", "BACKLOT_SMTP_PORT", "70000");
    }

    @Test
    @DisplayName("PLT-6: addresses print without passwords")
    void prints() {
        assertThat(new PostgresAddress("jdbc:postgresql://db/backlot?password=s3cret", "backlot", "s3cret").toString())
                .isEqualTo("backlot at jdbc:postgresql://db/backlot?...");
        assertThat(new RedisAddress(URI.create("redis://me:s3cret@cache:6379/1")).toString())
                .isEqualTo("redis://cache:6379");
        var films = URI.create("https://films.example");
        assertThat(new StorageAddress(films, films, "auto", "films", "key", "s3cret").toString())
                .isEqualTo("films at https://films.example");
    }

    private static void assertRefused(String named, String... variables) {
        var environment = new HashMap<String, String>();
        for (var i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        assertThatThrownBy(() -> ServiceAddresses.from(environment))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named)
                .message()
                .doesNotContain("s3cret");
    }
}
