// One form for the database of the environment, of a test container and of our own: nobody after this asks which it is.
package org.backlot.platform.app.embedded;

/** Where PostgreSQL is and how to log in. */
public record PostgresAddress(String jdbcUrl, String user, String password) {
    private static final String SCHEME = "jdbc:postgresql://";

    /** Refuses an address that JDBC for PostgreSQL would not understand. */
    public PostgresAddress {
        if (!jdbcUrl.startsWith(SCHEME) || jdbcUrl.length() == SCHEME.length()) {
            throw new IllegalArgumentException(
                    "Not the address of a PostgreSQL database, which reads " + SCHEME + "host:port/database");
        }
    }

    /** Without the password, and without the parameters, which may hold one. */
    @Override
    public String toString() {
        return user + " at " + jdbcUrl.replaceFirst("\\?.*", "?...");
    }
}
