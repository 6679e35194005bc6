package org.backlot.media.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedStorage;
import org.backlot.platform.app.embedded.StorageAddress;
import org.springframework.util.FileSystemUtils;

/** The adapter before a real S3, for tests. */
public final class StorageSlice {
    /** One for all slices of a run. */
    private static final class Started {
        private static final StorageAddress ONCE = start();
        private static final S3Storage CLIENT = at(ONCE);
    }

    private StorageSlice() {}

    private static StorageAddress start() {
        try {
            var folder = Files.createTempDirectory("backlot-storage");
            var data = DataFolder.open(folder.resolve("data"));
            var storage = EmbeddedStorage.start(data, 0);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                storage.close();
                data.close();
                FileSystemUtils.deleteRecursively(folder.toFile());
            }));
            return storage.address();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static S3Storage shared() {
        return Started.CLIENT;
    }

    /** A client of that storage; to be closed. */
    public static S3Storage at(StorageAddress address) {
        return new S3Storage(new StorageSettings(
                address.endpoint(),
                address.publicEndpoint(),
                address.region(),
                address.bucket(),
                address.accessKey(),
                address.secretKey()));
    }

    /** A storage that nobody answers for. */
    static S3Storage away() {
        var nowhere = URI.create("http://127.0.0.1:9");
        return at(new StorageAddress(nowhere, nowhere, "us-east-1", "backlot", "nobody", "nothing"));
    }

    /** The same storage with a key that is not its own. */
    static S3Storage withWrongSecret() {
        var own = Started.ONCE;
        return at(new StorageAddress(
                own.endpoint(), own.publicEndpoint(), own.region(), own.bucket(), own.accessKey(), "not-the-secret"));
    }
}
