package org.backlot.clips.app.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;

/** A stretch of a file as the body of a request; it is read as it is sent, and never held. */
final class FileSlice extends InputStream {
    private final FileChannel channel;
    private final InputStream content;
    private final LongConsumer sent;
    private final long offset;
    private final long size;
    private long done;

    private FileSlice(Path file, long offset, long size, LongConsumer sent) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ).position(offset);
        this.content = Channels.newInputStream(channel);
        this.offset = offset;
        this.size = size;
        this.sent = sent;
    }

    /**
     * A body of a known length, read anew for each attempt.
     *
     * @param sent hears how far into the file what was read goes
     */
    static BodyPublisher body(Path file, long offset, long size, LongConsumer sent) {
        return BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(() -> {
                    try {
                        return new FileSlice(file, offset, size, sent);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }),
                size);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (done == size) {
            return -1;
        }
        int read = content.read(into, from, Math.toIntExact(Math.min(length, size - done)));
        if (read < 0) {
            throw new IOException("the file became shorter while it was sent");
        }
        done += read;
        sent.accept(offset + done);
        return read;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
