package org.backlot.log.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.FieldMatchingStrategy;
import com.jerolba.carpet.io.FileSystemInputFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.backlot.identity.api.AccountRole;
import org.backlot.log.api.CompletenessProof;
import org.backlot.log.query.AuditedLog.Origin;
import org.backlot.logistics.api.DispatchEvent.GearReturned;
import org.backlot.set.api.LiveSetEvent.IncidentReported;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.DispatchId;
import org.backlot.shared.id.IncidentId;
import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.UnitId;
import org.backlot.shared.personal.Personal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.buffer.DataBufferUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports of a real log, read back. */
class LogExportSliceTest {
    private static final java.time.Instant MORNING = AuditSlice.NOW.minusSeconds(3600);
    private static final int EVENTS = 253;

    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();
    private final AuditedLog log = AuditedLog.empty();

    @BeforeEach
    void a_log() {
        var origin = Origin.request(new UUID(2, 2), new UUID(6, 1));
        for (int i = 1; i < EVENTS; i++) {
            log.append(
                    new GearReturned(
                            new DispatchId(new UUID(4, i)),
                            new ProjectId(new UUID(3, 1)),
                            new AccountId(new UUID(2, 2)),
                            MORNING),
                    origin,
                    MORNING.plusSeconds(i));
        }
        log.append(
                new IncidentReported(
                        new UnitId(new UUID(3, 2)),
                        new ProjectId(new UUID(3, 1)),
                        new IncidentId(new UUID(3, 3)),
                        new AccountId(new UUID(2, 1)),
                        Personal.of("The lens fell"),
                        MORNING),
                origin,
                MORNING.plusSeconds(EVENTS));
        SlicePostgres.jdbc()
                .sql(
                        "delete from public.log_follower; insert into public.log_follower (name, position) values ('audit', ?)")
                .param(EVENTS)
                .update();
    }

    @Test
    @DisplayName(
            "LED-4: JSON Lines hold every event of the stretch in order, and the last line says what must be there")
    void json_lines() {
        var lines = lines(export(null, null, "jsonl", Optional.empty()));

        assertThat(lines).hasSize(EVENTS + 1);
        for (int i = 0; i < EVENTS; i++) {
            assertThat(lines.get(i).path("position").asLong()).isEqualTo(i + 1);
        }
        assertThat(lines.get(EVENTS - 1).path("payload").path("text").asString())
                .isEqualTo("The lens fell");
        assertThat(lines.getLast())
                .isEqualTo(json.readTree(
                        "{\"completeness\":{\"first_position\":1,\"last_position\":253,\"count\":253,\"head\":253}}"));
    }

    @Test
    @DisplayName("LED-4: a stretch is given by positions or by time")
    void stretches() {
        assertThat(statement(lines(export("10", "12", "jsonl", Optional.empty()))))
                .containsExactly(10L, 12L, 3L);
        // Positions 60 to 119 were recorded in that minute.
        assertThat(statement(lines(export(
                        MORNING.plusSeconds(60).toString(),
                        MORNING.plusSeconds(120).toString(),
                        "jsonl",
                        Optional.empty()))))
                .containsExactly(60L, 119L, 60L);
        assertThat(statement(lines(export("250", "9999", "jsonl", Optional.empty()))))
                .containsExactly(250L, 253L, 4L);
        assertThat(statement(lines(export("2027-01-01T00:00:00Z", null, "jsonl", Optional.empty()))))
                .as("nothing was recorded then")
                .containsExactly(254L, 253L, 0L);
    }

    @Test
    @DisplayName(
            "LED-4: where the log has a tree, the statement gives the root of the one that ends with the last position")
    void with_a_tree() {
        var lines = lines(export(
                "1", "7", "jsonl", Optional.of(last -> Optional.of(new CompletenessProof.Root(last + 1, "cm9vdA==")))));

        var statement = lines.getLast().path("completeness");
        assertThat(statement.path("tree_size").asLong()).isEqualTo(8);
        assertThat(statement.path("tree_root").asString()).isEqualTo("cm9vdA==");
    }

    @Test
    @DisplayName("LED-4: a Parquet file holds the same events, its metadata the same statement")
    void parquet(@TempDir Path folder) throws IOException {
        var file = folder.resolve("log.parquet");
        Files.write(file, export("2", null, "parquet", Optional.empty()));

        var rows = new CarpetReader<>(file.toFile(), ParquetExport.Row.class)
                .withFieldMatchingStrategy(FieldMatchingStrategy.SNAKE_CASE)
                .toList();
        assertThat(rows).hasSize(EVENTS - 1);
        assertThat(rows).extracting(ParquetExport.Row::position).isSorted().doesNotHaveDuplicates();
        assertThat(rows.getLast()).satisfies(row -> {
            assertThat(row.type()).isEqualTo("set.IncidentReported");
            assertThat(row.at()).isEqualTo(MORNING.plusSeconds(EVENTS));
            assertThat(row.correlationId()).isEqualTo(new UUID(6, 1).toString());
            assertThat(json.readTree(row.payload()).path("text").asString()).isEqualTo("The lens fell");
        });
        try (var reader = ParquetFileReader.open(new FileSystemInputFile(file.toFile()))) {
            assertThat(reader.getFileMetaData().getKeyValueMetaData())
                    .containsAllEntriesOf(Map.of(
                            "backlot.first_position", "2",
                            "backlot.last_position", "253",
                            "backlot.count", "252",
                            "backlot.head", "253"));
        }
    }

    @Test
    @DisplayName(
            "CMP-2: nothing readable is left in the folder for temporary files, and an export shows erased as erased")
    void erased() throws IOException {
        log.erase("set.IncidentReported");

        assertThat(lines(export("253", null, "jsonl", Optional.empty()))
                        .getFirst()
                        .path("payload")
                        .path("text")
                        .asString())
                .isEqualTo("[erased]");
        export(null, null, "parquet", Optional.empty());
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(left).noneMatch(path -> path.getFileName().toString().startsWith("backlot-export"));
        }
    }

    @Test
    @DisplayName("LED-4: an export is recorded with its stretch, and only auditors get one")
    void recorded() {
        export("10", MORNING.plusSeconds(120).toString(), "parquet", Optional.empty());

        assertThat(SlicePostgres.jdbc()
                        .sql("select read || ' ' || asked::text from public.audit_read")
                        .query(String.class)
                        .list())
                .containsExactly(
                        "log.export {\"to\": \"2026-11-20T08:32:00Z\", \"from\": 10, \"format\": \"PARQUET\"}");
        var answer = controller(Optional.empty()).export(AuditSlice.as(AccountRole.VENDOR), "no", "no", "no");
        assertThatThrownBy(answer::block)
                .isInstanceOfSatisfying(
                        Rejection.class, refused -> assertThat(refused.code()).isEqualTo(CommonRejection.NOT_ALLOWED));
    }

    private ExportController controller(Optional<CompletenessProof> proof) {
        var lines = new LogExport(log.stored, log.shown, proof, json);
        return new ExportController(
                AuditSlice.record(),
                new LogStretches(log.stored, log.index, log.reads),
                lines,
                new ParquetExport(lines));
    }

    private byte[] export(
            @Nullable String from, @Nullable String to, String format, Optional<CompletenessProof> proof) {
        var answer = Objects.requireNonNull(controller(proof)
                .export(AuditSlice.as(AccountRole.AUDITOR), from, to, format)
                .block());
        var bytes = new ByteArrayOutputStream();
        DataBufferUtils.write(Objects.requireNonNull(answer.getBody()), bytes)
                .doOnNext(DataBufferUtils.releaseConsumer())
                .blockLast();
        return bytes.toByteArray();
    }

    private List<JsonNode> lines(byte[] file) {
        return new String(file, StandardCharsets.UTF_8)
                .lines()
                .map(json::readTree)
                .toList();
    }

    private static List<Long> statement(List<JsonNode> lines) {
        var statement = lines.getLast().path("completeness");
        assertThat(lines).hasSize(statement.path("count").asInt() + 1);
        return List.of(
                statement.path("first_position").asLong(),
                statement.path("last_position").asLong(),
                statement.path("count").asLong());
    }
}
