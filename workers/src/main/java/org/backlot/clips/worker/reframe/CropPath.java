package org.backlot.clips.worker.reframe;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a window of fixed size lies in the picture, as the frames from which it lies elsewhere.
 *
 * @param width of the window
 * @param height of the window
 * @param moves in order of frames; the first at frame 0
 */
public record CropPath(int width, int height, List<Move> moves) {
    public CropPath {
        moves = List.copyOf(moves);
        if (moves.isEmpty() || moves.getFirst().frame() != 0) {
            throw new IllegalArgumentException("A window has to lie somewhere from the first frame on");
        }
        for (int i = 1; i < moves.size(); i++) {
            if (moves.get(i).frame() <= moves.get(i - 1).frame()) {
                throw new IllegalArgumentException(
                        "Moves are not in order at frame " + moves.get(i).frame());
            }
        }
    }

    /** From that frame on its upper left corner lies there. Frames count from the beginning of the clip. */
    public record Move(long frame, int x, int y) {}

    /** Where it lies in a frame. */
    public Move at(long frame) {
        int low = 0;
        int high = moves.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (moves.get(middle).frame() <= frame) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return moves.get(low);
    }

    /** Where it lies in that frame, as frame 0 of a path of its own. */
    CropPath only(long frame) {
        var there = at(frame);
        return new CropPath(width, height, List.of(new Move(0, there.x(), there.y())));
    }

    /** Collects positions frame by frame, and keeps those that differ from the one before. */
    static final class Recorder {
        private final List<Move> moves = new ArrayList<>();

        void lie(long frame, int x, int y) {
            if (moves.isEmpty() || moves.getLast().x() != x || moves.getLast().y() != y) {
                moves.add(new Move(moves.isEmpty() ? 0 : frame, x, y));
            }
        }

        CropPath path(int width, int height) {
            return new CropPath(width, height, moves.isEmpty() ? List.of(new Move(0, 0, 0)) : moves);
        }
    }
}
