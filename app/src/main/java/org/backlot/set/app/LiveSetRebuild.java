package org.backlot.set.app;

import io.lettuce.core.RedisClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backlot.log.app.ProjectionRebuild.Report;
import org.backlot.log.app.Rebuilds;
import org.backlot.log.app.RecordedLog;
import org.backlot.log.app.Transactions;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.api.LiveSetKeys;
import org.backlot.set.api.LiveSetState;
import org.backlot.set.projection.LiveSetPublisher;

/** Folds the whole log to what the live state must be, and compares that with what Redis holds. */
final class LiveSetRebuild implements Rebuilds.RebuildableElsewhere {
    private static final int BATCH = 1000;
    private static final int TRIES = 20;

    private final LiveSetPublisher publisher;
    private final RecordedLog log;
    private final Transactions transactions;
    private final RedisClient redis;

    LiveSetRebuild(LiveSetPublisher publisher, RecordedLog log, Transactions transactions, RedisClient redis) {
        this.publisher = publisher;
        this.log = log;
        this.transactions = transactions;
        this.redis = redis;
    }

    @Override
    public String name() {
        return LiveSetFollowing.NAME;
    }

    @Override
    public Report compare() {
        return look(false);
    }

    @Override
    public Report compareAndSwap() {
        return look(true);
    }

    // Redis cannot be held still. But each unit's state names the position it is of: one that has moved on meanwhile is
    // compared again, at its new position.
    private Report look(boolean swap) {
        try (var connection = redis.connect()) {
            var commands = connection.sync();
            for (int left = TRIES; left > 0; left--) {
                long position = publisher.position();
                var epoch = commands.get(LiveSetKeys.EPOCH);
                var expected = foldUpTo(position, epoch == null ? "" : epoch);
                var live = new LinkedHashMap<String, Map<String, String>>();
                expected.keySet().forEach(key -> live.put(key, commands.hgetall(key)));
                if (live.values().stream().noneMatch(state -> positionOf(state) > position)) {
                    var differences = differences(expected, live);
                    if (swap && !differences.isEmpty()) {
                        // Without a position the follower fills everything again from the log.
                        commands.del(LiveSetKeys.POSITION);
                    }
                    return new Report(name(), position, differences, swap, 0);
                }
            }
        }
        throw new IllegalStateException("the live set never stood still for a comparison; try again");
    }

    private static long positionOf(Map<String, String> state) {
        return Long.parseLong(state.getOrDefault("position", "0"));
    }

    private Map<String, LiveSetState> foldUpTo(long position, String epoch) {
        var states = new LinkedHashMap<String, LiveSetState>();
        long reached = 0;
        while (reached < position) {
            long from = reached;
            var events = transactions.plain(() -> log.after(from, BATCH));
            if (events.isEmpty()) {
                break;
            }
            for (var event : events) {
                if (event.position() <= position && event.payload() instanceof LiveSetEvent change) {
                    var key = LiveSetKeys.unitState(change.projectId(), change.unitId());
                    var before = states.getOrDefault(key, LiveSetState.none());
                    states.put(key, LiveSetState.evolve(before, change).at(event.position(), epoch));
                }
            }
            reached = events.getLast().position();
        }
        return states;
    }

    private static List<String> differences(Map<String, LiveSetState> expected, Map<String, Map<String, String>> live) {
        var differences = new ArrayList<String>();
        expected.forEach((key, state) -> {
            var held = live.getOrDefault(key, Map.of());
            if (!held.equals(state.fields())) {
                differences.add("%s: %s live, %s rebuilt".formatted(key, held, state.fields()));
            }
        });
        return differences;
    }
}
