package org.backlot.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DisplayName;

@DisplayName("TRE-1: money counts minor units, exactly")
class MoneyProperties {
    @Property
    @Label("TRE-1: what is added and taken away again was never there")
    void adding_is_undone(
            @ForAll @LongRange(min = -1L << 40, max = 1L << 40) long a,
            @ForAll @LongRange(min = -1L << 40, max = 1L << 40) long b) {
        var money = Money.of(a, "SAR");
        var other = Money.of(b, "SAR");
        assertThat(money.plus(other).minus(other)).isEqualTo(money);
        assertThat(money.plus(money.negated()).zero()).isTrue();
    }

    @Property
    @Label("TRE-1: currencies never mix")
    void currencies_do_not_mix(@ForAll @LongRange(min = -1000, max = 1000) long a) {
        assertThatThrownBy(() -> Money.of(a, "SAR").plus(Money.of(a, "INR")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("INR");
    }

    @Property
    @Label("TRE-1: an amount beyond all bounds is refused, not wrapped round")
    void overflow_is_refused(@ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long a) {
        assertThatThrownBy(() -> Money.of(Long.MAX_VALUE, "SAR").plus(Money.of(a, "SAR")))
                .isInstanceOf(ArithmeticException.class);
    }
}
