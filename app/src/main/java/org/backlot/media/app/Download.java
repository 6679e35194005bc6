package org.backlot.media.app;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** An object on its way. Closing it early hangs up, where the SDK would first read gigabytes that nobody wants. */
final class Download extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> content;
    private boolean ended;

    Download(ResponseInputStream<GetObjectResponse> content) {
        super(content);
        this.content = content;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        ended |= one < 0;
        return one;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        ended |= read < 0;
        return read;
    }

    @Override
    public void close() throws IOException {
        if (ended) {
            super.close();
        } else {
            content.abort();
        }
    }
}
