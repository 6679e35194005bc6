package org.backlot.log.query;

import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.ColumnNamingStrategy;
import com.jerolba.carpet.io.FileSystemOutputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A stretch of the log as a Parquet file, with the statement of completeness in its metadata. Parquet writes its index at
 * the end, so the file is made on disk first, one row group in memory at a time, and is gone from the folder before its
 * first byte is sent: it holds opened personal fields.
 */
@Component
public final class ParquetExport {
    private static final int READ_AHEAD = 64;
    private static final int BYTES_AT_ONCE = 64 * 1024;
    private static final long ROW_GROUP_BYTES = 16L * 1024 * 1024;

    private final LogExport export;

    public ParquetExport(LogExport export) {
        this.export = export;
    }

    /** A row of the file: an event, its payload as JSON. */
    record Row(
            long position,
            String eventId,
            String type,
            @Nullable String revision,
            String stream,
            long sequence,
            Instant at,
            @Nullable String actor,
            @Nullable String workspace,
            @Nullable String correlationId,
            @Nullable String causationId,
            @Nullable String traceId,
            String payload) {
        static Row of(LoggedEvent event) {
            return new Row(
                    event.position(),
                    event.eventId(),
                    event.type(),
                    event.revision(),
                    event.stream(),
                    event.sequence(),
                    event.at(),
                    event.actor(),
                    event.workspace(),
                    event.correlationId(),
                    event.causationId(),
                    event.traceId(),
                    event.payload().toString());
        }
    }

    /** The file, once all of it is written; fails before the first byte where it cannot be. */
    Mono<Flux<DataBuffer>> file(LogStretch stretch) {
        return export.completeness(stretch, stretch.length())
                .flatMap(statement ->
                        Mono.fromCallable(() -> written(stretch, statement)).subscribeOn(Schedulers.boundedElastic()))
                .map(channel -> DataBufferUtils.readByteChannel(
                                () -> channel, DefaultDataBufferFactory.sharedInstance, BYTES_AT_ONCE)
                        .subscribeOn(Schedulers.boundedElastic())
                        .doFinally(_ -> close(channel)));
    }

    private FileChannel written(LogStretch stretch, Completeness statement) throws IOException {
        // Readable by its owner alone.
        var path = Files.createTempFile("backlot-export", ".parquet");
        try {
            long rows = write(path, stretch, statement);
            if (rows != statement.count()) {
                throw new IllegalStateException(
                        "an export holds %d events in place of %d".formatted(rows, statement.count()));
            }
            return FileChannel.open(path, StandardOpenOption.READ);
        } finally {
            Files.deleteIfExists(path);
        }
    }

    private long write(Path path, LogStretch stretch, Completeness statement) throws IOException {
        long rows = 0;
        try (var writer = new CarpetWriter.Builder<>(new FileSystemOutputFile(path.toFile()), Row.class)
                        .withColumnNamingStrategy(ColumnNamingStrategy.SNAKE_CASE)
                        .withCompressionCodec(CompressionCodecName.ZSTD)
                        .withRowGroupSize(ROW_GROUP_BYTES)
                        .withExtraMetaData(metadata(statement))
                        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                        .build();
                var events = export.events(stretch).toStream(READ_AHEAD)) {
            for (var event : (Iterable<LoggedEvent>) events::iterator) {
                writer.write(Row.of(event));
                rows++;
            }
        }
        return rows;
    }

    static Map<String, String> metadata(Completeness statement) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("backlot.first_position", Long.toString(statement.first()));
        metadata.put("backlot.last_position", Long.toString(statement.last()));
        metadata.put("backlot.count", Long.toString(statement.count()));
        metadata.put("backlot.head", Long.toString(statement.head()));
        Optional.ofNullable(statement.treeSize())
                .ifPresent(size -> metadata.put("backlot.tree_size", Long.toString(size)));
        Optional.ofNullable(statement.treeRoot()).ifPresent(root -> metadata.put("backlot.tree_root", root));
        return metadata;
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
