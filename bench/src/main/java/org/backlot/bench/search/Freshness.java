package org.backlot.bench.search;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.backlot.bench.BenchmarkFailed;
import org.backlot.bench.Measured;
import org.backlot.bench.Person;
import tools.jackson.databind.node.ObjectNode;

/** How long it takes from the answer to an approval until the call is found, by somebody who asks again and again. */
final class Freshness {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Freshness() {}

    /** @param mail the address of whoever has a name */
    static Measured run(InetSocketAddress address, int calls, UnaryOperator<String> mail) {
        try (var hirer = Person.joins(address, mail.apply("hirer"));
                var moderator = Person.joins(address, mail.apply("moderator"), "moderator");
                var seeker = Person.joins(address, mail.apply("seeker"))) {
            var taken = new ArrayList<Long>();
            // A word that is in no call of an earlier run.
            var run = Long.toString(System.currentTimeMillis(), 36);
            for (int number = 0; number < calls; number++) {
                taken.add(one(hirer, moderator, seeker, "unheard" + run + "x" + number));
            }
            return new Measured(taken.stream().mapToLong(Long::longValue).sum() / 1e9, longs(taken));
        }
    }

    private static ObjectNode body(ObjectNode content) {
        var body = Person.object();
        body.set("content", content);
        return body;
    }

    private static long[] longs(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private static long one(Person hirer, Person moderator, Person seeker, String word) {
        var content = Person.object().put("title", "The " + word + " reel").put("description", "Somebody.");
        content.putArray("roles").addObject().put("name", "Lead");
        var call = hirer.post("/api/v1/casting/calls", body(content))
                .path("callId")
                .asString();
        hirer.post("/api/v1/casting/calls/" + call + "/publish", Person.object());
        moderator.post(
                "/api/v1/casting/moderation/calls/" + call + "/approve",
                Person.object().put("reason", "as agreed"));
        long approved = System.nanoTime();
        while (System.nanoTime() - approved < PATIENCE.toNanos()) {
            var found = seeker.get("/api/v1/casting/search/calls?text=" + word);
            if (call.equals(found.path("data").path(0).path("callId").asString())) {
                return System.nanoTime() - approved;
            }
        }
        throw new BenchmarkFailed("a call that was approved is not found");
    }
}
