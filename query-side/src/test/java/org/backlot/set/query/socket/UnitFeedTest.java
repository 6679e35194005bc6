// Why this file exists: a device must be shown a state and then exactly what comes after it, however joining,
// reading and happening interleave.
package org.backlot.set.query.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.backlot.set.query.socket.OnAir.UNIT;
import static org.backlot.set.query.socket.OnAir.at;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.backlot.log.api.RecordedEvent;
import org.backlot.set.api.LiveSetEvent;
import org.backlot.set.query.UnitState;
import org.backlot.shared.id.ShotId;
import org.backlot.shared.id.UnitId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(30)
class UnitFeedTest {
    private static final OptionalLong NOTHING = OptionalLong.empty();

    private final Log log = new Log();
    private final UnitFeed feed =
            new UnitFeed(log, JsonMapper.builder().build(), Clock.systemUTC(), Duration.ofMillis(20));

    @AfterEach
    void stop() {
        feed.stop();
    }

    @Test
    @DisplayName("SET-1: every device of the unit is shown the state and hears of each change, once and in order")
    void every_device() {
        happens(1, OnAir.opened());
        var first = joined(NOTHING);
        happens(2, OnAir.rolled());
        var second = joined(NOTHING);
        happens(3, OnAir.cut());
        // The log is followed again from a little before.
        feed.happened(at(2, OnAir.rolled()));
        feed.happened(at(3, OnAir.cut()));

        assertThat(first.said).containsExactly("IDLE at 1", "rolling 2", "cut 3");
        assertThat(second.said).containsExactly("ROLLING at 2", "cut 3");
        assertThat(log.readings).as("the log is read once for both").isEqualTo(1);
    }

    @Test
    @DisplayName("SET-4: what happens while a device joins is neither left out nor told twice")
    void while_joining() throws InterruptedException {
        happens(1, OnAir.opened());
        log.shut = new CountDownLatch(1);
        var device = new Device(false);
        var joining = feed.join(UNIT, NOTHING, device).toFuture();
        log.asked.await();
        // Seen by the reading that is under way, and told as well.
        happens(2, OnAir.rolled());
        // Told only.
        log.upTo = 2;
        happens(3, OnAir.cut());
        log.shut.countDown();
        joining.join();
        happens(4, OnAir.rolled());

        assertThat(device.said).containsExactly("IDLE at 3", "rolling 4");
    }

    @Test
    @DisplayName("SET-4: a device that comes back is given exactly what it missed, and told where more was missed")
    void comes_back() {
        happens(1, OnAir.opened());
        var watching = joined(NOTHING);
        for (long offset = 2; offset <= 41; offset += 2) {
            happens(offset, OnAir.rolled());
            happens(offset + 1, OnAir.cut());
        }
        var back = joined(OptionalLong.of(39));
        assertThat(back.said).containsExactly("IDLE at 41, missed [40, 41]");
        assertThat(joined(OptionalLong.of(41)).said).containsExactly("IDLE at 41, missed []");

        for (long offset = 42; offset <= 141; offset += 2) {
            happens(offset, OnAir.rolled());
            happens(offset + 1, OnAir.cut());
        }
        assertThat(joined(OptionalLong.of(41)).said.getFirst())
                .as("exactly as many as are kept")
                .startsWith("IDLE at 141, missed [42, ")
                .doesNotContain("gap");
        assertThat(joined(OptionalLong.of(40)).said.getFirst()).endsWith("and a gap");
        assertThat(watching.said).hasSize(141);
    }

    @Test
    @DisplayName("SET-4: a device that has seen more than there is comes from another log and is shown the state")
    void from_elsewhere() {
        happens(1, OnAir.opened());
        assertThat(joined(OptionalLong.of(99)).said).containsExactly("IDLE at 1");
    }

    @Test
    @DisplayName("SET-4: when the log cannot be read, joining fails and can be tried again")
    void log_away() {
        happens(1, OnAir.opened());
        log.away = true;
        var device = new Device(false);
        assertThatIllegalStateException()
                .isThrownBy(() -> feed.join(UNIT, NOTHING, device).block());
        happens(2, OnAir.rolled());
        log.away = false;
        feed.join(UNIT, NOTHING, device).block();
        assertThat(device.said).containsExactly("ROLLING at 2");
    }

    @Test
    @DisplayName("SET-1: who has left hears nothing more, also where it left while the log was read")
    void leaves() throws InterruptedException {
        happens(1, OnAir.opened());
        var gone = joined(NOTHING);
        feed.leave(UNIT, gone);
        log.shut = new CountDownLatch(1);
        var hasty = new Device(false);
        var joining = feed.join(UNIT, NOTHING, hasty).toFuture();
        log.asked.await();
        feed.leave(UNIT, hasty);
        log.shut.countDown();
        joining.join();
        happens(2, OnAir.rolled());

        assertThat(gone.said).containsExactly("IDLE at 1");
        assertThat(hasty.said).isEmpty();
    }

    @Test
    @DisplayName("SET-1: who asks for some kinds or shots hears of those alone, also when it comes back")
    void interests() {
        happens(1, OnAir.opened());
        var rolls = new Device(false, new Interest(Set.of("rolling"), Set.of()));
        feed.join(UNIT, NOTHING, rolls).block();
        var another = new Device(false, new Interest(Set.of(), Set.of(new ShotId(UUID.randomUUID()))));
        feed.join(UNIT, NOTHING, another).block();
        happens(2, OnAir.rolled());
        happens(3, OnAir.cut());
        feed.join(UNIT, OptionalLong.of(1), rolls).block();

        assertThat(rolls.said).containsExactly("IDLE at 1", "rolling 2", "IDLE at 3, missed [2]");
        assertThat(another.said).containsExactly("IDLE at 1");
    }

    @Test
    @DisplayName("SET-2: who asks for the heartbeat hears of every frame when it begins; the others of the clock alone")
    void heartbeat() throws InterruptedException {
        happens(1, OnAir.opened());
        feed.start();
        var counting = joined(NOTHING);
        var beaten = new Device(true);
        feed.join(UNIT, NOTHING, beaten).block();
        var frames = new ArrayList<String>();
        for (int beat = 0; beat < 5; beat++) {
            frames.add(Objects.requireNonNull(beaten.beats.poll(10, TimeUnit.SECONDS)));
        }
        assertThat(frames)
                .doesNotHaveDuplicates()
                .allSatisfy(frame -> assertThat(frame).startsWith("{\"type\":\"beat\""));
        assertThat(counting.beats).isEmpty();
        assertThat(counting.clock.poll(10, TimeUnit.SECONDS)).contains("\"frameRate\":\"24\"");
    }

    private void happens(long position, LiveSetEvent event) {
        var recorded = at(position, event);
        log.events.add(recorded);
        feed.happened(recorded);
    }

    private Device joined(OptionalLong after) {
        var device = new Device(false);
        feed.join(UNIT, after, device).block();
        return device;
    }

    private static final class Log implements UnitHistory {
        private final List<RecordedEvent> events = new CopyOnWriteArrayList<>();
        private CountDownLatch asked = new CountDownLatch(1);
        private volatile @Nullable CountDownLatch shut;
        private volatile long upTo = Long.MAX_VALUE;
        private volatile boolean away;
        private volatile int readings;

        @Override
        public String epoch() {
            return "log";
        }

        @Override
        public List<RecordedEvent> of(UnitId unit) {
            readings++;
            if (away) {
                throw new IllegalStateException("away");
            }
            var way = shut;
            if (way != null) {
                asked.countDown();
                try {
                    way.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return events.stream().filter(event -> event.position() <= upTo).toList();
        }
    }

    private static final class Device implements UnitStory.Device {
        private final List<String> said = new CopyOnWriteArrayList<>();
        private final LinkedBlockingQueue<String> clock = new LinkedBlockingQueue<>();
        private final LinkedBlockingQueue<String> beats = new LinkedBlockingQueue<>();
        private final boolean wantsBeats;
        private final Interest interest;

        Device(boolean wantsBeats) {
            this(wantsBeats, Interest.EVERYTHING);
        }

        Device(boolean wantsBeats, Interest interest) {
            this.wantsBeats = wantsBeats;
            this.interest = interest;
        }

        @Override
        public Interest interest() {
            return interest;
        }

        @Override
        public void joined(UnitState state, Optional<List<UnitChange>> missed, boolean gap) {
            said.add(state.status() + " at " + state.offset()
                    + missed.map(changes -> ", missed "
                                    + changes.stream().map(UnitChange::offset).toList())
                            .orElse("")
                    + (gap ? " and a gap" : ""));
        }

        @Override
        public void changed(UnitChange change) {
            said.add(change.frame().json().replaceFirst("\\{\"type\":\"(\\w+)\".*", "$1") + " " + change.offset());
        }

        @Override
        public void missionClock(Frame frame) {
            clock.add(frame.json());
        }

        @Override
        public void beat(Frame frame) {
            beats.add(frame.json());
        }

        @Override
        public boolean wantsBeats() {
            return wantsBeats;
        }
    }
}
