package org.backlot.clips.worker.reframe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class TripodCameraProperties {
    static final int SIDE = 1920;
    private static final int WINDOW = 606;

    @Property(tries = 300)
    @Label("CLP-6: whatever it follows, the camera stays inside the picture and never goes faster than fifteen pixels")
    void stays_inside(@ForAll @Size(min = 2, max = 40) List<@DoubleRange(min = 0, max = SIDE) Double> stations) {
        var begins = film(stations);
        for (int i = 0; i < begins.length; i++) {
            assertThat(begins[i]).isBetween(0, SIDE - WINDOW);
            assertThat(i == 0 ? 0 : Math.abs(begins[i] - begins[i - 1])).isLessThanOrEqualTo(15);
        }
    }

    @Property(tries = 300)
    @Label("CLP-6: it never moves for a target that stays within a quarter of the window")
    void stands_still(@ForAll @Size(min = 2, max = 40) List<@DoubleRange(min = 800, max = 1100) Double> stations) {
        assertThat(film(stations)).containsOnly(film(stations)[0]);
    }

    /** Eight frames from one station to the next. */
    private static int[] film(List<Double> stations) {
        var target = new double[(stations.size() - 1) * 8];
        for (int i = 0; i < target.length; i++) {
            double way = i % 8 / 8.0;
            target[i] = stations.get(i / 8) * (1 - way) + stations.get(i / 8 + 1) * way;
        }
        return new TripodCamera(SIDE, WINDOW, 1080, 25).film(target, 100);
    }
}
