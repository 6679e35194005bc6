package org.backlot.clips.worker.analysis;

/** Where something is in a picture, in pixels from its upper left corner. */
public record Box(double x, double y, double width, double height) {
    public double centreX() {
        return x + width / 2;
    }

    public double centreY() {
        return y + height / 2;
    }

    Box times(double factor) {
        return new Box(x * factor, y * factor, width * factor, height * factor);
    }
}
