package org.backlot.media.app;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.WorkspaceStorage;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** An object storage by S3: one bucket, in which the name of every object begins with its workspace. */
public final class S3Storage implements ObjectStorage, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(S3Storage.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration WHEN_AWAY = Duration.ofSeconds(2);

    private final StorageSettings settings;
    // To make them costs half a second, which no start should wait for.
    private @Nullable S3Client client;
    private @Nullable S3Presigner presigner;

    S3Storage(StorageSettings settings) {
        this.settings = settings;
    }

    @Override
    public WorkspaceStorage of(WorkspaceId workspace) {
        return new S3WorkspaceStorage(this, settings.bucket(), workspace);
    }

    @Override
    public int abortPartsBegunBefore(Instant time) {
        return ask(s3 -> {
            int aborted = 0;
            for (var upload : s3.listMultipartUploadsPaginator(request -> request.bucket(settings.bucket()))
                    .uploads()) {
                if (upload.initiated().isBefore(time)) {
                    abort(s3, upload.key(), upload.uploadId());
                    aborted++;
                }
            }
            return aborted;
        });
    }

    /** Nothing happens where there is no such upload any more. */
    void abort(S3Client s3, String key, String upload) {
        try {
            s3.abortMultipartUpload(
                    request -> request.bucket(settings.bucket()).key(key).uploadId(upload));
        } catch (NoSuchUploadException gone) {
            LOG.debug("Upload {} of {} is gone already", upload, key);
        }
    }

    /**
     * Asks the storage something. An answer that is none becomes {@code UNAVAILABLE}; what a question expects it must catch
     * itself.
     */
    <R> R ask(Function<S3Client, R> question) {
        try {
            return question.apply(client());
        } catch (S3Exception refused) {
            var details = refused.awsErrorDetails();
            LOG.error(
                    "The object storage {} answered {} {} (request {})",
                    settings,
                    refused.statusCode(),
                    details == null ? "" : details.errorCode(),
                    refused.requestId());
            throw unavailable();
        } catch (SdkClientException | UncheckedIOException away) {
            LOG.error("The object storage {} cannot be reached: {}", settings, away.getMessage());
            throw unavailable();
        }
    }

    /** As {@link #ask}, where no answer is wanted. */
    void tell(Consumer<S3Client> order) {
        ask(s3 -> {
            order.accept(s3);
            return true;
        });
    }

    private static Rejection unavailable() {
        return Rejection.of(CommonRejection.UNAVAILABLE).retryAfter(WHEN_AWAY);
    }

    private synchronized S3Client client() {
        if (client == null) {
            client = S3Client.builder()
                    .endpointOverride(settings.endpoint())
                    .region(Region.of(settings.region()))
                    .credentialsProvider(credentials())
                    .serviceConfiguration(byPath())
                    // Other storages than Amazon's know only some of the newer checksums.
                    .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                    .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                    .httpClientBuilder(Apache5HttpClient.builder()
                            .connectionTimeout(PATIENCE)
                            .socketTimeout(PATIENCE))
                    .build();
        }
        return client;
    }

    /** Signs without asking anybody. */
    synchronized S3Presigner presigner() {
        if (presigner == null) {
            presigner = S3Presigner.builder()
                    .endpointOverride(settings.publicEndpoint())
                    .region(Region.of(settings.region()))
                    .credentialsProvider(credentials())
                    .serviceConfiguration(byPath())
                    .build();
        }
        return presigner;
    }

    private StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
    }

    private static S3Configuration byPath() {
        return S3Configuration.builder().pathStyleAccessEnabled(true).build();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
        if (presigner != null) {
            presigner.close();
        }
    }
}
