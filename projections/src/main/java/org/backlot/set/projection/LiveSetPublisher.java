// Why this file exists: a roll must be on every device at once, and Redis may be emptied any day without losing the
// set.
package org.backlot.set.projection;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.backlot.log.api.RecordedEvent;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.api.LiveSetKeys;
import org.backlot.set.api.LiveSetState;
import org.backlot.shared.id.IdSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the live state of every unit in Redis and publishes each change to the unit's channel.
 *
 * <p>State, recent changes and the position reached change together in one script, so an emptied Redis says position 0
 * and is refilled from the log. Repeated events are left out. It is driven by one thread at a time per process; where
 * several processes drive it, the script lets one of them through and the others start again at {@link #position()}.
 *
 * <p>Not for a Redis cluster: the script touches keys of several units.
 */
@Component
public class LiveSetPublisher {
    private static final String SCRIPT = """
            local reached = redis.call('get', KEYS[1]) or '0'
            if reached ~= ARGV[1] then return 0 end
            if redis.call('get', KEYS[2]) ~= ARGV[3] then return 0 end
            for _, unit in ipairs(cjson.decode(ARGV[4])) do
              for _, key in ipairs({unit.unitKey, unit.projectKey}) do
                redis.call('del', key)
                for field, value in pairs(unit.state) do redis.call('hset', key, field, value) end
              end
              if unit.anew then redis.call('del', unit.recentKey) end
              for _, message in ipairs(unit.messages) do
                redis.call('lpush', unit.recentKey, message)
                redis.call('publish', unit.channel, message)
              end
              redis.call('ltrim', unit.recentKey, 0, tonumber(ARGV[5]) - 1)
            end
            redis.call('set', KEYS[1], ARGV[2])
            return 1
            """;

    private final RedisClient redis;
    private final IdSource ids;
    private final JsonMapper json;
    private @Nullable StatefulRedisConnection<String, String> connection;
    private long expected;

    public LiveSetPublisher(RedisClient redis, IdSource ids, JsonMapper json) {
        this.redis = redis;
        this.ids = ids;
        this.json = json;
    }

    /** The position that the state in Redis has seen; 0 where Redis is empty. Fails where Redis is away. */
    public synchronized long position() {
        expected = Optional.ofNullable(connection().sync().get(LiveSetKeys.POSITION))
                .map(Long::valueOf)
                .orElse(0L);
        return expected;
    }

    /**
     * Takes the next events of the log, all of them: those that do not concern a unit only move the position.
     *
     * @throws IllegalStateException where the state in Redis is no longer at the position this process knew (emptied, or
     *     moved on by another process): ask {@link #position()} and go on from there
     */
    public synchronized void apply(List<RecordedEvent> events) {
        var fresh = events.stream().filter(event -> event.position() > expected).toList();
        if (fresh.isEmpty()) {
            return;
        }
        var epoch = epoch();
        var units = new LinkedHashMap<String, Changes>();
        for (var event : fresh) {
            if (event.payload() instanceof LiveSetEvent change) {
                var key = LiveSetKeys.unitState(change.projectId(), change.unitId());
                var changes = Optional.ofNullable(units.remove(key)).orElseGet(() -> changesOf(change));
                // Taken out and put back: the unit that changed last comes last and gives the project its state.
                units.put(key, changes);
                changes.take(change, event.position(), epoch, json);
            }
        }
        long reached = fresh.getLast().position();
        Long done = connection()
                .sync()
                .eval(
                        SCRIPT,
                        ScriptOutputType.INTEGER,
                        new String[] {LiveSetKeys.POSITION, LiveSetKeys.EPOCH},
                        Long.toString(expected),
                        Long.toString(reached),
                        epoch,
                        json.writeValueAsString(
                                units.values().stream().map(Changes::written).toList()),
                        Integer.toString(LiveSetKeys.RECENT_CHANGES));
        if (done == null || done != 1) {
            throw new IllegalStateException("the live state in Redis is no longer at position " + expected);
        }
        expected = reached;
    }

    private Changes changesOf(LiveSetEvent event) {
        var before = connection().sync().hgetall(LiveSetKeys.unitState(event.projectId(), event.unitId()));
        return new Changes(event, new LiveSetState(before));
    }

    private String epoch() {
        var known = connection().sync().get(LiveSetKeys.EPOCH);
        if (known != null) {
            return known;
        }
        var made = ids.next().toString();
        connection().sync().setnx(LiveSetKeys.EPOCH, made);
        return Optional.ofNullable(connection().sync().get(LiveSetKeys.EPOCH)).orElse(made);
    }

    private StatefulRedisConnection<String, String> connection() {
        var open = connection;
        if (open == null || !open.isOpen()) {
            open = redis.connect();
            connection = open;
        }
        return open;
    }

    /** What one batch changes of one unit. */
    private static final class Changes {
        private final LiveSetEvent unit;
        private final List<String> messages = new ArrayList<>();
        private LiveSetState state;
        private boolean anew;

        Changes(LiveSetEvent unit, LiveSetState state) {
            this.unit = unit;
            this.state = state;
        }

        void take(LiveSetEvent event, long position, String epoch, JsonMapper json) {
            state = LiveSetState.evolve(state, event).at(position, epoch);
            if (event instanceof LiveSetEvent.LiveSetOpened) {
                // The log is followed from the beginning again: what lies here of an earlier run would stand twice.
                anew = true;
                messages.clear();
            }
            LiveSetState.frameType(event).ifPresent(type -> {
                var message = new LinkedHashMap<String, Object>();
                message.put("type", type);
                message.put("epoch", epoch);
                message.put("offset", position);
                message.put("state", state.fields());
                message.putAll(LiveSetState.details(event));
                messages.add(json.writeValueAsString(message));
            });
        }

        Map<String, Object> written() {
            return Map.of(
                    "unitKey", LiveSetKeys.unitState(unit.projectId(), unit.unitId()),
                    "projectKey", LiveSetKeys.projectState(unit.projectId()),
                    "recentKey", LiveSetKeys.recent(unit.projectId(), unit.unitId()),
                    "channel", LiveSetKeys.channel(unit.unitId()),
                    "state", state.fields(),
                    "messages", messages,
                    "anew", anew);
        }
    }
}
