package org.backlot.log.app;

/**
 * Where the log lies.
 *
 * @param url a JDBC address, {@code jdbc:postgresql://host:port/database}
 */
public record LogDatabase(String url, String user, String password) {
    /** Never the password. */
    @Override
    public String toString() {
        return "LogDatabase[" + url + "]";
    }
}
