// Why this file exists: nodes tell each other of their devices, and a node that is gone must not be believed for long.
package org.backlot.set.query.presence;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import org.backlot.set.api.LiveSetKeys;
import org.backlot.set.query.BriefRedis;
import org.backlot.shared.id.UnitId;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is on which unit, in Redis: for each unit a hash with a field per node, and beside it a sorted set of the nodes by
 * the moment until which they are believed. Moments are those of Redis's own clock, so those of the nodes need not agree.
 */
final class PresenceStore {
    private static final String NOW = """
            local time = redis.call('time')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            """;
    /** Also sweeps out nodes that have not come back. */
    private static final String BELIEVE = """
            redis.call('zadd', KEYS[2], string.format('%.0f', now + ARGV[2]), ARGV[1])
            for _, gone in ipairs(redis.call('zrangebyscore', KEYS[2], '-inf', string.format('%.0f', now))) do
              redis.call('hdel', KEYS[1], gone)
              redis.call('zrem', KEYS[2], gone)
            end
            redis.call('pexpire', KEYS[1], ARGV[2])
            redis.call('pexpire', KEYS[2], ARGV[2])
            return 1
            """;

    private static final String WRITE = NOW + "redis.call('hset', KEYS[1], ARGV[1], ARGV[3])\n" + BELIEVE;
    private static final String CONFIRM =
            NOW + "if redis.call('hexists', KEYS[1], ARGV[1]) == 0 then return 0 end\n" + BELIEVE;
    private static final String OTHERS = NOW + """
            local devices = {}
            for _, node in ipairs(redis.call('zrangebyscore', KEYS[2], '(' .. string.format('%.0f', now), '+inf')) do
              local said = node ~= ARGV[1] and redis.call('hget', KEYS[1], node)
              if said then table.insert(devices, said) end
            end
            return devices
            """;
    private static final String WITHDRAW =
            "redis.call('hdel', KEYS[1], ARGV[1]) return redis.call('zrem', KEYS[2], ARGV[1])";

    private final BriefRedis redis;
    private final JsonMapper json;
    private final String node;
    private final String believedFor;

    /** @param believedFor how long a node's word holds */
    PresenceStore(BriefRedis redis, JsonMapper json, String node, Duration believedFor) {
        this.redis = redis;
        this.json = json;
        this.node = node;
        this.believedFor = Long.toString(believedFor.toMillis());
    }

    /** Says who is here. */
    Mono<Void> write(UnitId unit, NodeDevices devices) {
        return number(WRITE, unit, node, believedFor, json.writeValueAsString(devices))
                .then();
    }

    /** Says that what was written still holds; false where Redis no longer has it. */
    Mono<Boolean> confirm(UnitId unit) {
        return number(CONFIRM, unit, node, believedFor).map(known -> known == 1);
    }

    /** This node has nobody there. */
    Mono<Void> withdraw(UnitId unit) {
        return number(WITHDRAW, unit, node).then();
    }

    /** What the other nodes say. */
    Mono<List<NodeDevices>> others(UnitId unit) {
        return redis.<List<String>>ask(commands -> commands.eval(OTHERS, ScriptOutputType.MULTI, keys(unit), node))
                .map(said -> said.stream()
                        .map(devices -> json.readValue(devices, NodeDevices.class))
                        .toList());
    }

    private Mono<Long> number(String script, UnitId unit, String... arguments) {
        return redis.ask(commands -> commands.eval(script, ScriptOutputType.INTEGER, keys(unit), arguments));
    }

    private static String[] keys(UnitId unit) {
        return new String[] {LiveSetKeys.devices(unit), LiveSetKeys.devicesOfNodes(unit)};
    }
}
