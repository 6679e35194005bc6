// Why this file exists: one person may hold several devices; what tells them apart is their connection.
package org.backlot.set.query.presence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a device's connection; another one, another name. */
public record ConnectionId(@JsonValue UUID value) {
    @JsonCreator
    public ConnectionId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
