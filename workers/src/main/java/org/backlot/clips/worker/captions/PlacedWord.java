package org.backlot.clips.worker.captions;

/**
 * A word where it stands in the picture.
 *
 * @param text as it is drawn
 * @param x of its middle, in pixels
 * @param y of the middle of its line
 * @param em height of an em, in pixels
 * @param width in pixels
 * @param rightToLeft whether it is of a script that runs so
 */
record PlacedWord(String text, double x, double y, double em, double width, boolean rightToLeft) {}
