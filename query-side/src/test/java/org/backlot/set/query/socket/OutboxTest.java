// Why this file exists: a device that stops reading must neither grow the node nor miss where the unit stands.
package org.backlot.set.query.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox(3, 1);
    private final Device device = new Device();

    @Test
    @DisplayName("SET-4: a device that reads gets every change in order")
    void in_order() {
        outbox.connect(device);
        for (int change = 1; change <= 10; change++) {
            change(change);
            device.reads();
        }

        assertThat(device.read).hasSize(10).startsWith("change 1", "change 2").endsWith("change 10");
    }

    @Test
    @DisplayName(
            "SET-4: a device that does not read gets the latest state instead of all it missed, and memory stays bounded")
    void overflow() {
        outbox.connect(device);
        change(0);
        device.takes();
        for (int change = 1; change <= 1_000; change++) {
            change(change);
            outbox.clock(Frame.of("clock " + change));
            outbox.beat(Frame.of("beat " + change));
            outbox.presence(Frame.of("presence " + change));
        }
        assertThat(outbox.waiting()).isLessThanOrEqualTo(6);
        assertThat(device.woken)
                .as("nothing is given to a line that has not sent the last")
                .isFalse();

        outbox.sent();
        device.reads();
        assertThat(device.read).containsExactly("change 0", "state 1000", "clock 1000", "beat 1000", "presence 1000");
        change(1001);
        device.reads();
        assertThat(device.read).endsWith("change 1001");
    }

    @Test
    @DisplayName("SET-4: while the connection takes no more, a device is told where the unit stands, and not what it"
            + " cannot read in time")
    void stalled() {
        outbox.connect(device);
        change(0);
        device.takes();
        outbox.stalled();
        change(1);
        change(2);
        change(3);
        outbox.sent();
        device.reads();
        assertThat(device.read).containsExactly("change 0", "state 3");

        change(4);
        device.takes();
        change(5);
        change(6);
        change(7);
        outbox.sent();
        device.reads();
        assertThat(device.read)
                .as("it has caught up")
                .containsExactly("change 0", "state 3", "change 4", "change 5", "change 6", "change 7");
    }

    @Test
    @DisplayName("SET-4: a device that says what it has read is told no more before it has, then where the unit stands;"
            + " answers do not wait")
    void paced() {
        outbox.pace(true);
        outbox.connect(device);
        change(1);
        device.reads();
        change(2);
        change(3);
        change(4);
        assertThat(device.woken).isFalse();

        outbox.answer(Frame.of("accepted"));
        device.reads();
        assertThat(device.read).containsExactly("change 1", "accepted");
        assertThat(outbox.seen(1)).isTrue();
        assertThat(device.woken).as("it has read one of the two").isFalse();
        assertThat(outbox.seen(2)).isTrue();
        device.reads();
        assertThat(device.read).containsExactly("change 1", "accepted", "state 4");

        change(5);
        assertThat(outbox.seen(3)).isTrue();
        device.reads();
        assertThat(device.read).endsWith("change 5");
        assertThat(outbox.seen(5)).as("more than was sent").isFalse();
        assertThat(outbox.seen(2)).as("less than before").isFalse();

        change(6);
        outbox.pace(false);
        device.reads();
        assertThat(device.read).endsWith("change 6");
    }

    @Test
    @DisplayName("SET-4: a paced device is told one thing at a time, and of the clock also while much happens")
    void one_at_a_time() {
        outbox.pace(true);
        outbox.connect(device);
        for (int frame = 1; frame <= 5; frame++) {
            change(frame);
            outbox.clock(Frame.of("clock " + frame));
            outbox.presence(Frame.of("presence " + frame));
            if (device.woken) {
                device.reads();
            }
            outbox.seen(frame);
        }
        assertThat(device.read).containsExactly("change 1", "clock 2", "state 3", "clock 4", "state 5");
        assertThat(outbox.waiting()).isLessThanOrEqualTo(3);
    }

    @Test
    @DisplayName("SET-4: answers go first and are never left out; too many of them are refused")
    void answers() {
        change(1);
        assertThat(outbox.answer(Frame.of("one"))).isTrue();
        assertThat(outbox.answer(Frame.of("two"))).isTrue();
        assertThat(outbox.answer(Frame.of("three"))).isTrue();
        assertThat(outbox.answer(Frame.of("four"))).isFalse();

        outbox.connect(device);
        device.reads();
        assertThat(device.read).containsExactly("one", "two", "three", "change 1");
    }

    @Test
    @DisplayName("SET-1: what waits is sent before the end")
    void ends_after_the_last_frame() {
        var ended = new AtomicBoolean();
        outbox.ended().subscribe(_ -> {}, _ -> {}, () -> ended.set(true));
        outbox.answer(Frame.of("goodbye"));
        outbox.complete();
        outbox.connect(device);
        device.takes();
        assertThat(ended).isFalse();

        outbox.sent();
        assertThat(device.read).containsExactly("goodbye");
        assertThat(ended).isTrue();
    }

    private void change(int number) {
        outbox.change(Frame.of("change " + number), Frame.of("state " + number));
    }

    /** Reads when the test says so. */
    private final class Device implements Line {
        private final List<String> read = new ArrayList<>();
        private boolean woken;

        @Override
        public void wake() {
            assertThat(woken).as("woken once for all that waits").isFalse();
            woken = true;
        }

        private void takes() {
            assertThat(woken).isTrue();
            woken = false;
            outbox.take().forEach(frame -> read.add(frame.json()));
        }

        private void reads() {
            takes();
            outbox.sent();
        }
    }
}
