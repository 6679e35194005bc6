package org.backlot.crash;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.backlot.platform.app.embedded.PostgresAddress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log as it lies in the database: to be read also while nobody answers. */
final class ClipLog implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Connection connection;

    private ClipLog(Connection connection) {
        this.connection = connection;
    }

    static ClipLog open(PostgresAddress database) throws SQLException {
        return new ClipLog(DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password()));
    }

    /** An event of a clip job, of a clip or of an upload. */
    record Recorded(String type, JsonNode payload) {
        String text(String member) {
            return payload.path(member).asString("");
        }
    }

    /** How many steps somebody has begun, each counted once. */
    int stepsBegun() {
        return number(
                "select count(distinct payload::json->>'stepId') from log.event where type = 'clips.StepStarted'");
    }

    /** How many jobs have come to their end, the good one or another. */
    int jobsOver() {
        return number("select count(distinct stream) from log.event"
                + " where type in ('clips.ReviewReached', 'clips.ClipJobFailed')");
    }

    private int number(String query) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** All that happened to clip jobs, clips and uploads, in order. */
    List<Recorded> all() {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select type, payload from log.event"
                        + " where type like 'clips.%' or type like 'media.%' order by position")) {
            var all = new ArrayList<Recorded>();
            while (rows.next()) {
                all.add(new Recorded(rows.getString(1), JSON.readTree(rows.getString(2))));
            }
            return all;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Those of one type. */
    static Stream<Recorded> of(String type, List<Recorded> events) {
        return events.stream().filter(event -> event.type().equals(type));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
