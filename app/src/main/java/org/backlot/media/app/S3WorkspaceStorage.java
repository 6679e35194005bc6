package org.backlot.media.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.backlot.media.api.MediaContentType;
import org.backlot.media.api.SignedLink;
import org.backlot.media.api.StorageFolder;
import org.backlot.media.api.StorageKey;
import org.backlot.media.api.StoredObject;
import org.backlot.media.api.UploadedPart;
import org.backlot.media.api.WorkspaceStorage;
import org.backlot.shared.id.WorkspaceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** The part of the bucket that is one workspace's. */
final class S3WorkspaceStorage implements WorkspaceStorage {
    private static final Logger LOG = LoggerFactory.getLogger(S3WorkspaceStorage.class);
    private static final String ANY = "*";

    private final S3Storage storage;
    private final String bucket;
    private final WorkspaceId workspace;

    S3WorkspaceStorage(S3Storage storage, String bucket, WorkspaceId workspace) {
        this.storage = storage;
        this.bucket = bucket;
        this.workspace = workspace;
    }

    @Override
    public StoredObject put(StorageKey key, String contentType, Path file) {
        return put(key, contentType, RequestBody.fromFile(file));
    }

    @Override
    public StoredObject put(StorageKey key, String contentType, long size, InputStream content) {
        return put(key, contentType, RequestBody.fromInputStream(content, size));
    }

    private StoredObject put(StorageKey key, String contentType, RequestBody body) {
        var name = own(key);
        return storage.ask(s3 -> {
            var put = PutObjectRequest.builder()
                    .bucket(bucket)
                    .key(name)
                    .contentType(contentType)
                    .build();
            var stored = s3.putObject(put, body);
            return new StoredObject(
                    key, body.optionalContentLength().orElseThrow(), contentType, withoutQuotes(stored.eTag()));
        });
    }

    @Override
    public Optional<StoredObject> fetch(StorageKey key, Path into) {
        var get = get(key);
        return storage.ask(s3 -> ifThere(() -> {
            // The file may exist: the SDK would refuse to touch it.
            try (var content = s3.getObject(get)) {
                Files.copy(content, into, StandardCopyOption.REPLACE_EXISTING);
                return described(key, content.response());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }));
    }

    @Override
    public Optional<InputStream> open(StorageKey key) {
        var get = get(key);
        return storage.ask(s3 -> ifThere(() -> new Download(s3.getObject(get))));
    }

    @Override
    public Optional<byte[]> start(StorageKey key, int bytes) {
        var get = get(key).toBuilder().range("bytes=0-" + (bytes - 1)).build();
        return storage.ask(s3 -> {
            if (look(s3, key).filter(object -> object.size() == 0).isPresent()) {
                // No range lies within nothing.
                return Optional.of(new byte[0]);
            }
            return ifThere(
                    () -> s3.getObject(get, ResponseTransformer.toBytes()).asByteArray());
        });
    }

    @Override
    public Optional<StoredObject> describe(StorageKey key) {
        own(key);
        return storage.ask(s3 -> look(s3, key));
    }

    private Optional<StoredObject> look(S3Client s3, StorageKey key) {
        return ifThere(() -> s3.headObject(head -> head.bucket(bucket).key(own(key))))
                .map(head ->
                        new StoredObject(key, head.contentLength(), head.contentType(), withoutQuotes(head.eTag())));
    }

    @Override
    public void delete(StorageKey key) {
        var name = own(key);
        storage.tell(s3 -> s3.deleteObject(delete -> delete.bucket(bucket).key(name)));
    }

    @Override
    public List<Listed> list(StorageFolder folder) {
        requireOwn(folder.workspace());
        return storage.ask(s3 ->
                s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(folder.prefix())).contents().stream()
                        .map(object -> new Listed(new StorageKey(object.key()), object.size()))
                        .toList());
    }

    @Override
    public SignedLink signPut(StorageKey key, MediaContentType contentType, long size, Duration validFor) {
        var name = own(key);
        return link(storage.presigner()
                .presignPutObject(sign -> sign.signatureDuration(validFor)
                        .putObjectRequest(put -> put.bucket(bucket)
                                .key(name)
                                .contentType(contentType.value())
                                .contentLength(size)
                                // What was looked at must not be replaced while the link still works.
                                .ifNoneMatch(ANY))));
    }

    @Override
    public String beginParts(StorageKey key, MediaContentType contentType) {
        var name = own(key);
        return storage.ask(s3 -> s3.createMultipartUpload(
                        begin -> begin.bucket(bucket).key(name).contentType(contentType.value()))
                .uploadId());
    }

    @Override
    public SignedLink signPart(StorageKey key, String upload, int number, long size, Duration validFor) {
        var name = own(key);
        return link(storage.presigner()
                .presignUploadPart(sign -> sign.signatureDuration(validFor)
                        .uploadPartRequest(part -> part.bucket(bucket)
                                .key(name)
                                .uploadId(upload)
                                .partNumber(number)
                                .contentLength(size))));
    }

    @Override
    public List<UploadedPart> parts(StorageKey key, String upload) {
        var name = own(key);
        return storage.ask(s3 -> {
            try {
                return s3
                        .listPartsPaginator(
                                list -> list.bucket(bucket).key(name).uploadId(upload))
                        .parts()
                        .stream()
                        .map(S3WorkspaceStorage::arrived)
                        .toList();
            } catch (NoSuchUploadException gone) {
                return List.of();
            }
        });
    }

    private static UploadedPart arrived(Part part) {
        return new UploadedPart(part.partNumber(), part.size(), withoutQuotes(part.eTag()));
    }

    @Override
    public void completeParts(StorageKey key, String upload, List<UploadedPart> parts) {
        var name = own(key);
        var completed = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number())
                        .eTag('"' + part.checksum() + '"')
                        .build())
                .toList();
        storage.tell(s3 -> {
            try {
                s3.completeMultipartUpload(complete -> complete.bucket(bucket)
                        .key(name)
                        .uploadId(upload)
                        .multipartUpload(all -> all.parts(completed)));
            } catch (NoSuchUploadException doneOrGone) {
                // Whoever did it before us made the object; whoever gave it up did not, and who asks for it will see.
                LOG.debug("Upload {} of {} is over already", upload, key);
            }
        });
    }

    @Override
    public void abortParts(StorageKey key, String upload) {
        var name = own(key);
        storage.tell(s3 -> storage.abort(s3, name, upload));
    }

    @Override
    public SignedLink signGet(StorageKey key, String fileName, Duration validFor) {
        var get = get(key).toBuilder()
                .responseContentDisposition(ContentDisposition.attachment(fileName))
                .build();
        return link(storage.presigner()
                .presignGetObject(sign -> sign.signatureDuration(validFor).getObjectRequest(get)));
    }

    private GetObjectRequest get(StorageKey key) {
        return GetObjectRequest.builder().bucket(bucket).key(own(key)).build();
    }

    private static StoredObject described(StorageKey key, GetObjectResponse response) {
        return new StoredObject(key, response.contentLength(), response.contentType(), withoutQuotes(response.eTag()));
    }

    private static <R> Optional<R> ifThere(Supplier<R> question) {
        try {
            return Optional.of(question.get());
        } catch (NoSuchKeyException none) {
            return Optional.empty();
        }
    }

    // The host and the length are the client's own to say, and every client says them.
    private static SignedLink link(PresignedRequest signed) {
        var headers = new LinkedHashMap<String, String>();
        signed.signedHeaders().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                headers.put(headerName(name), String.join(",", values));
            }
        });
        try {
            return new SignedLink(
                    signed.httpRequest().method().name(), signed.url().toURI(), headers);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("the SDK signs addresses", impossible);
        }
    }

    private static String headerName(String lowerCase) {
        var name = new StringBuilder();
        for (var word : lowerCase.split("-", -1)) {
            name.append(name.isEmpty() ? "" : "-")
                    .append(Character.toUpperCase(word.charAt(0)))
                    .append(word.substring(1));
        }
        return name.toString();
    }

    private static String withoutQuotes(String checksum) {
        return checksum.replace("\"", "");
    }

    private String own(StorageKey key) {
        requireOwn(key.workspace());
        return key.value();
    }

    private void requireOwn(WorkspaceId owner) {
        if (!owner.equals(workspace)) {
            throw new IllegalArgumentException("an object of workspace %s is none of %s".formatted(owner, workspace));
        }
    }
}
