package org.backlot.clips.worker.captions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An opaque colour; in JSON {@code "#FFE500"}. */
public record Colour(int red, int green, int blue) {
    public Colour {
        if ((red | green | blue) < 0 || red > 255 || green > 255 || blue > 255) {
            throw new IllegalArgumentException("No colour: " + red + ", " + green + ", " + blue);
        }
    }

    /** @param text {@code #RRGGBB} */
    @JsonCreator
    public static Colour of(String text) {
        if (!text.matches("#[0-9a-fA-F]{6}")) {
            throw new IllegalArgumentException("Not a colour like #FFE500: " + text);
        }
        int rgb = Integer.parseInt(text.substring(1), 16);
        return new Colour(rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF);
    }

    /** As ASS writes it: blue first. */
    String inAss() {
        return "&H%02X%02X%02X&".formatted(blue, green, red);
    }

    java.awt.Color inJava() {
        return new java.awt.Color(red, green, blue);
    }

    @JsonValue
    @Override
    public String toString() {
        return "#%02X%02X%02X".formatted(red, green, blue);
    }
}
