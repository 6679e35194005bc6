// Why this file exists: a device that trusts a wrong offset shows every frame at the wrong moment.
package org.backlot.shared.timecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ClockExchangeTest {

    private static final long MILLISECOND = 1_000;
    private static final long CENTURY = 3_155_760_000L * 1_000_000L;

    @Test
    @DisplayName("SET-2: four timestamps give the offset, the round trip and how sure they are")
    void offset_and_round_trip() {
        // The device is 100 ms behind; 5 ms there, 1 ms in the server, 5 ms back.
        ClockExchange exchange = new ClockExchange(0, 105 * MILLISECOND, 106 * MILLISECOND, 11 * MILLISECOND);

        assertThat(exchange.offset()).isEqualTo(Duration.ofMillis(100));
        assertThat(exchange.roundTrip()).isEqualTo(Duration.ofMillis(10));
        assertThat(exchange.uncertainty()).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    @DisplayName("SET-2: an uneven way there and back shifts the offset by half the difference")
    void uneven_way() {
        // Same clocks; 40 ms there, 20 ms back.
        ClockExchange exchange = new ClockExchange(0, 40 * MILLISECOND, 40 * MILLISECOND, 60 * MILLISECOND);

        assertThat(exchange.offset()).isEqualTo(Duration.ofMillis(10));
        assertThat(exchange.uncertainty()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    @DisplayName("SET-2: the exchange with the shortest round trip is the one to trust")
    void best_is_the_shortest() {
        ClockExchange slow = new ClockExchange(0, 50, 50, 100);
        ClockExchange quick = new ClockExchange(200, 210, 210, 220);
        ClockExchange asQuick = new ClockExchange(300, 311, 311, 320);

        assertThat(ClockExchange.best(List.of(slow, quick, asQuick))).contains(quick);
        assertThat(ClockExchange.best(List.of())).isEmpty();
    }

    @Test
    @DisplayName("SET-2: timestamps in an impossible order are refused")
    void impossible_orders() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClockExchange(10, 10, 10, 9))
                .withMessage("The answer arrived (9) before the question left (10)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClockExchange(0, 10, 9, 20))
                .withMessage("The answer left (9) before the question arrived (10)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClockExchange(0, 0, 11, 10))
                .withMessage("The server held the message for PT0.000011S, longer than the exchange took: PT0.00001S");
    }

    @Test
    @DisplayName("SET-2: an odd number of microseconds is halved exactly")
    void half_a_microsecond() {
        ClockExchange exchange = new ClockExchange(0, 2, 2, 3);

        assertThat(exchange.offset()).isEqualTo(Duration.ofNanos(500));
        assertThat(exchange.uncertainty()).isEqualTo(Duration.ofNanos(1_500));
    }

    @Test
    @DisplayName("SET-2: a device whose clock counts from its own start is as welcome as one that counts from 1970")
    void different_origins() {
        Instant now = Instant.parse("2026-03-02T05:00:00Z");
        long sinceItsStart = 5;
        long since1970 = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        ClockExchange exchange = new ClockExchange(sinceItsStart, since1970, since1970, sinceItsStart + 10);

        assertThat(Instant.EPOCH.plus(exchange.offset()).plus(Duration.of(sinceItsStart + 5, ChronoUnit.MICROS)))
                .isEqualTo(now);
    }

    @Test
    @DisplayName("SET-2: stamps as far apart as numbers can be are still compared exactly")
    void largest_stamps() {
        ClockExchange exchange = new ClockExchange(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE + 2);

        assertThat(exchange.offset())
                .isEqualTo(Duration.of(Long.MAX_VALUE, ChronoUnit.MICROS).multipliedBy(2));
        assertThat(new ClockExchange(Long.MIN_VALUE, 0, 0, Long.MAX_VALUE).roundTrip())
                .isEqualTo(Duration.of(Long.MAX_VALUE, ChronoUnit.MICROS)
                        .multipliedBy(2)
                        .plus(1, ChronoUnit.MICROS));
    }

    @Property
    @Label("SET-2: the true offset is never farther off than the uncertainty")
    void uncertainty_holds(
            @ForAll @LongRange(min = -CENTURY / 2, max = CENTURY / 2) long trueOffset,
            @ForAll @LongRange(min = -CENTURY / 2, max = CENTURY / 2) long deviceStart,
            @ForAll @LongRange(max = 2_000_000L) long there,
            @ForAll @LongRange(max = 2_000_000L) long held,
            @ForAll @LongRange(max = 2_000_000L) long back) {
        long arrived = deviceStart + there + trueOffset;
        ClockExchange exchange =
                new ClockExchange(deviceStart, arrived, arrived + held, deviceStart + there + held + back);

        Duration error = exchange.offset()
                .minus(Duration.of(trueOffset, ChronoUnit.MICROS))
                .abs();
        assertThat(error).isLessThanOrEqualTo(exchange.uncertainty());
        assertThat(exchange.roundTrip()).isEqualTo(Duration.of(there + back, ChronoUnit.MICROS));
    }
}
