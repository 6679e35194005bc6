// Why this file exists: a device that stops reading must neither grow the node nor miss where the unit stands.
package org.backlot.set.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

class OutboxTest {
    private final Outbox outbox = new Outbox(3);
    private final List<String> read = new ArrayList<>();
    private final Device device = new Device();

    @Test
    @DisplayName("SET-4: a device that reads gets every change in order")
    void in_order() {
        outbox.frames().subscribe(device);
        device.request(Long.MAX_VALUE);
        for (int change = 1; change <= 10; change++) {
            outbox.change("change " + change, "state " + change);
        }

        assertThat(read).hasSize(10).startsWith("change 1", "change 2").endsWith("change 10");
    }

    @Test
    @DisplayName(
            "SET-4: a device that does not read gets the latest state instead of all it missed, and memory stays bounded")
    void overflow() {
        outbox.frames().subscribe(device);
        for (int change = 1; change <= 1_000; change++) {
            outbox.change("change " + change, "state " + change);
            outbox.clock("clock " + change);
            outbox.beat("beat " + change);
        }
        assertThat(outbox.waiting()).isLessThanOrEqualTo(5);

        device.request(10);
        assertThat(read).containsExactly("state 1000", "clock 1000", "beat 1000");
        outbox.change("change 1001", "state 1001");
        assertThat(read).endsWith("change 1001");
    }

    @Test
    @DisplayName("SET-4: answers go first and are never left out; too many of them are refused")
    void answers() {
        outbox.frames().subscribe(device);
        outbox.change("change", "state");
        assertThat(outbox.answer("one")).isTrue();
        assertThat(outbox.answer("two")).isTrue();
        assertThat(outbox.answer("three")).isTrue();
        assertThat(outbox.answer("four")).isFalse();

        device.request(10);
        assertThat(read).containsExactly("one", "two", "three", "change");
    }

    @Test
    @DisplayName("SET-1: what waits is sent before the end")
    void completes_after_the_last_frame() {
        outbox.answer("goodbye");
        outbox.complete();
        outbox.frames().subscribe(device);
        assertThat(device.ended).isFalse();

        device.request(1);
        assertThat(read).containsExactly("goodbye");
        assertThat(device.ended).isTrue();
    }

    private final class Device extends BaseSubscriber<String> {
        private boolean ended;

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            // Asks when the test says so.
        }

        @Override
        protected void hookOnNext(String frame) {
            read.add(frame);
        }

        @Override
        protected void hookOnComplete() {
            ended = true;
        }
    }
}
