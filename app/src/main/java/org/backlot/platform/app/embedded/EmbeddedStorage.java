// A fresh machine has no object storage, but what people upload must lie somewhere, and clients must be able to send it
// there with the same signed links as anywhere else. So the standalone program answers to S3 itself, over a folder.
package org.backlot.platform.app.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Duration;
import java.util.List;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An object storage of our own, in this process, on the loopback interface only, behind keys that are made once per data
 * folder. Objects are files and outlive the program.
 */
public final class EmbeddedStorage implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedStorage.class);
    private static final String BUCKET = "backlot";
    private static final String REGION = "us-east-1";
    private static final int THREADS = 16;

    private final S3Proxy server;
    private final StorageAddress address;

    private EmbeddedStorage(S3Proxy server, StorageAddress address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Starts it on what the data folder holds already.
     *
     * @param port the port to listen on, or 0 for any free one
     */
    public static EmbeddedStorage start(DataFolder data, int port) {
        var began = System.nanoTime();
        var folder = data.subfolder("storage");
        try {
            var accessKey = Secret.in(folder.resolve("access-key")).value();
            var secretKey = Secret.in(folder.resolve("secret-key")).value();
            var objects = folder.resolve("objects");
            privateFolder(objects);
            privateFolder(objects.resolve(BUCKET));
            warnWithoutAttributes(folder);
            var server = S3Proxy.builder()
                    .blobStore(new FilesystemNio2BlobStore(objects.toString()))
                    .endpoint(URI.create("http://" + FreePort.LOOPBACK + ":" + port))
                    .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
                    .corsRules(crossOrigin())
                    .jettyMaxThreads(THREADS)
                    // It does not wait for uploads that may take an hour; clients send them again.
                    .stopTimeout(0)
                    .build();
            start(server, port);
            var endpoint = URI.create("http://" + FreePort.LOOPBACK + ":" + server.getPort());
            log.info(
                    "The object storage is ready on port {} after {} ms",
                    server.getPort(),
                    Duration.ofNanos(System.nanoTime() - began).toMillis());
            return new EmbeddedStorage(
                    server, new StorageAddress(endpoint, endpoint, REGION, BUCKET, accessKey, secretKey));
        } catch (IOException failure) {
            throw new EmbeddedServiceFailed(
                    "The object storage in " + folder + " could not be started: " + failure, failure);
        }
    }

    // A folder is a bucket, and one that others may read is to S3Proxy a bucket that everybody may list.
    private static void privateFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            DataFolder.createPrivate(folder);
        }
        if (Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static void start(S3Proxy server, int port) {
        try {
            server.start();
        } catch (Exception failure) {
            throw new EmbeddedServiceFailed(
                    "The object storage did not start on port " + port + ": " + failure, failure);
        }
    }

    // The type of an object lies beside its file, in an attribute; a file system without them would forget it, and
    // every upload would be refused as one of another type.
    private static void warnWithoutAttributes(Path folder) throws IOException {
        var probe = Files.createTempFile(folder, "attributes", ".probe");
        try {
            var attributes = Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
            if (attributes == null) {
                log.warn("The file system of {} knows no extended attributes: no upload can be confirmed", folder);
            } else {
                attributes.write("backlot.probe", StandardCharsets.UTF_8.encode("probe"));
            }
        } catch (FileSystemException refused) {
            log.warn(
                    "The file system of {} takes no extended attributes ({}): no upload can be confirmed",
                    folder,
                    refused.getReason());
        } finally {
            Files.delete(probe);
        }
    }

    // A link is worth what its signature says, wherever the page comes from that uses it.
    private static CrossOriginResourceSharing crossOrigin() {
        return new CrossOriginResourceSharing(
                List.of("*"), List.of("GET", "HEAD", "PUT"), List.of("*"), List.of("ETag"), "false");
    }

    /** With the keys in it. */
    public StorageAddress address() {
        return address;
    }

    /** Stops it; its objects stay. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            throw new EmbeddedServiceFailed("The object storage did not stop: " + failure, failure);
        }
    }
}
