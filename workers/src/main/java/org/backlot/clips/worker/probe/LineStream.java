package org.backlot.clips.worker.probe;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Hands on text line by line as it comes, without keeping it. */
final class LineStream extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Consumer<String> consumer;

    LineStream(Consumer<String> consumer) {
        this.consumer = consumer;
    }

    @Override
    public void write(int character) {
        if (character == '\n') {
            consumer.accept(line.toString(StandardCharsets.UTF_8));
            line.reset();
        } else {
            line.write(character);
        }
    }
}
