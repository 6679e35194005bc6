// A picture that jumps after each nod makes people ill; one that loses the speaker is useless. Both are measured here.
package org.backlot.clips.worker.reframe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.backlot.clips.worker.analysis.Analysis;
import org.backlot.clips.worker.analysis.Box;
import org.backlot.clips.worker.analysis.FaceTrack;
import org.backlot.clips.worker.analysis.FaceTrack.Sighting;
import org.backlot.clips.worker.ffmpeg.Rational;
import org.backlot.clips.worker.reframe.ReframePlan.Frames;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReframerTest {
    private static final Rational PAL = new Rational(25, 1);
    private static final int FACE = 200;

    /** Seen in every fourth frame, a few pixels beside where it is, as detectors do. */
    private static FaceTrack face(int id, int from, int to, DoubleUnaryOperator x) {
        var shake = new SplittableRandom(id);
        var sightings = new ArrayList<Sighting>();
        for (int frame = from; frame < to; frame += 4) {
            double centre = x.applyAsDouble(frame) + shake.nextDouble(-8, 8);
            sightings.add(new Sighting(frame, new Box(centre - FACE / 2.0, 350, FACE, FACE)));
        }
        return new FaceTrack(id, sightings);
    }

    private static Analysis analysis(int frames, List<Long> cuts, FaceTrack... faces) {
        return new Analysis(PAL, frames, 1920, 1080, cuts, List.of(faces), List.of(), Optional.empty(), Map.of());
    }

    private static CropPath follow(Analysis analysis) {
        return new Reframer(analysis, Aspect.VERTICAL)
                .plan(new Frames(0, analysis.frames()))
                .follow();
    }

    private static double shareInCrop(CropPath path, int frames, DoubleUnaryOperator x) {
        int inside = 0;
        for (int frame = 0; frame < frames; frame++) {
            double left = x.applyAsDouble(frame) - FACE / 2.0;
            int begin = path.at(frame).x();
            if (left >= begin && left + FACE <= begin + path.width()) {
                inside++;
            }
        }
        return (double) inside / frames;
    }

    private static int reversals(CropPath path, int frames) {
        int reversals = 0;
        int direction = 0;
        for (int frame = 1; frame < frames; frame++) {
            int now = Integer.signum(path.at(frame).x() - path.at(frame - 1).x());
            if (now != 0) {
                if (now == -direction) {
                    reversals++;
                }
                direction = now;
            }
        }
        return reversals;
    }

    @Test
    @DisplayName("CLP-6: windows are the largest of their shape, even in both sides, whatever the recording's shape")
    void windows() {
        assertThat(follow(analysis(10, List.of())))
                .returns(606, CropPath::width)
                .returns(1080, CropPath::height);
        var upright = new Analysis(PAL, 10, 1080, 1920, List.of(), List.of(), List.of(), Optional.empty(), Map.of());
        assertThat(new Reframer(upright, Aspect.WIDE).plan(new Frames(0, 10)).follow())
                .returns(1080, CropPath::width)
                .returns(606, CropPath::height)
                .returns(List.of(new CropPath.Move(0, 0, 657)), CropPath::moves);
        assertThat(new Reframer(upright, Aspect.SQUARE).plan(new Frames(0, 10)).follow())
                .returns(1080, CropPath::width)
                .returns(1080, CropPath::height);
    }

    @Test
    @DisplayName("CLP-6: the camera does not move while the speaker nods and sways")
    void still() {
        var path = follow(analysis(500, List.of(), face(1, 0, 500, frame -> 700 + 120 * Math.sin(frame / 9.0))));

        assertThat(path.moves()).hasSize(1);
        assertThat(path.moves().getFirst().x() + path.width() / 2).isBetween(680, 720);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 3, 4.5, 6, 9, 12})
    @DisplayName("CLP-6: whoever walks stays in the picture, and the camera never turns back on the way")
    void walking(double pixelsPerFrame) {
        int frames = (int) (1_500 / pixelsPerFrame);
        DoubleUnaryOperator walk = frame -> 200 + pixelsPerFrame * frame;
        var path = follow(analysis(frames, List.of(), face(1, 0, frames, walk)));

        assertThat(shareInCrop(path, frames, walk)).isGreaterThanOrEqualTo(0.98);
        assertThat(reversals(path, frames)).isZero();
    }

    @Test
    @DisplayName("CLP-6: on a restless speaker it turns back at most 0.15 times a second, and holds the face")
    void restless() {
        int frames = 25 * 120;
        var chance = new SplittableRandom(7);
        var places = new double[frames];
        double at = 900;
        double going = 900;
        for (int frame = 0; frame < frames; frame++) {
            if (frame % 100 == 0) {
                going = chance.nextDouble(500, 1400);
            }
            at += Math.clamp(going - at, -6, 6);
            places[frame] = at + 25 * Math.sin(frame / 5.0);
        }
        DoubleUnaryOperator restless = frame -> places[(int) frame];
        var path = follow(analysis(frames, List.of(), face(1, 0, frames, restless)));

        assertThat(shareInCrop(path, frames, restless)).isGreaterThanOrEqualTo(0.98);
        assertThat(reversals(path, frames) / 120.0).isLessThanOrEqualTo(0.15);
    }

    @Test
    @DisplayName("CLP-6: at a cut it is where it should be in the very frame; elsewhere it never jumps")
    void snaps() {
        var path = follow(analysis(
                200, List.of(100L), face(1, 0, 100, _ -> 400), face(2, 100, 200, frame -> 1500 - 4 * (frame - 100))));

        assertThat(path.at(99).x()).isEqualTo(path.at(0).x()).isBetween(85, 110);
        assertThat(path.at(100).x() + path.width() / 2).isBetween(1400, 1510);
        for (int frame = 101; frame < 200; frame++) {
            assertThat(Math.abs(path.at(frame).x() - path.at(frame - 1).x())).isLessThanOrEqualTo(15);
        }
    }

    @Test
    @DisplayName("CLP-6: one wrong detection far away moves nothing; a face that is away for a while is waited for")
    void wrong_detections() {
        var sightings = new ArrayList<>(face(1, 0, 300, _ -> 600).sightings());
        sightings.set(30, new Sighting(120, new Box(1600, 300, FACE, FACE)));
        sightings.subList(50, 60).clear();

        assertThat(follow(analysis(300, List.of(), new FaceTrack(1, sightings))).moves())
                .hasSize(1);
    }

    @Test
    @DisplayName("CLP-6: two who sit close share the window; two who do not are shown one above the other")
    void two() {
        var close = new Reframer(
                        analysis(250, List.of(), face(1, 0, 250, _ -> 800), face(2, 0, 250, _ -> 1080)),
                        Aspect.VERTICAL)
                .plan(new Frames(0, 250));
        assertThat(close.split()).isEmpty();
        assertThat(close.follow().at(0).x() + 303).isBetween(930, 950);

        var apart = analysis(250, List.of(150L), face(1, 0, 150, _ -> 480), face(2, 0, 150, _ -> 1440));
        var split =
                new Reframer(apart, Aspect.VERTICAL).plan(new Frames(0, 250)).split();
        assertThat(split).hasValueSatisfying(halves -> {
            assertThat(halves.shots()).containsExactly(new Frames(0, 150));
            assertThat(halves.upper().at(0).x() + halves.upper().width() / 2).isBetween(470, 490);
            assertThat(halves.lower().at(0).x() + halves.lower().width() / 2).isBetween(1430, 1450);
            assertThat((double) halves.upper().width() / halves.upper().height())
                    .isBetween(1.12, 1.13);
        });
        assertThat(new Reframer(apart, Aspect.SQUARE).plan(new Frames(0, 250)).split())
                .isEmpty();
    }

    @Test
    @DisplayName("CLP-6: who is seen in turns, or for less than three seconds, is no pair")
    void no_pair() {
        var turns = analysis(400, List.of(200L), face(1, 0, 200, _ -> 480), face(2, 200, 400, _ -> 1440));
        assertThat(new Reframer(turns, Aspect.VERTICAL).plan(new Frames(0, 400)).split())
                .isEmpty();
        var brief = analysis(60, List.of(), face(1, 0, 60, _ -> 480), face(2, 0, 60, _ -> 1440));
        assertThat(new Reframer(brief, Aspect.VERTICAL).plan(new Frames(0, 60)).split())
                .isEmpty();
    }

    @Test
    @DisplayName("CLP-6: a clip begins at its own frame zero, wherever in the recording it lies")
    void from_the_middle() {
        var analysis = analysis(400, List.of(250L), face(1, 0, 250, _ -> 400), face(2, 250, 400, _ -> 1500));
        var path = new Reframer(analysis, Aspect.VERTICAL)
                .plan(new Frames(200, 300))
                .follow();

        assertThat(path.moves()).extracting(CropPath.Move::frame).containsExactly(0L, 50L);
    }
}
