package org.backlot.clips.worker.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.modelling.command.ConcurrencyException;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.api.ClipJobCommand;
import org.backlot.clips.api.ClipJobCommand.RecordStepCompleted;
import org.backlot.clips.api.ClipJobCommand.RecordStepFailed;
import org.backlot.clips.api.ClipJobCommand.RecordStepSkipped;
import org.backlot.clips.api.ClipJobCommand.RecordStepStarted;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.StepOrder;
import org.backlot.clips.api.StepStanding;
import org.backlot.clips.worker.kafka.NotNow;
import org.backlot.clips.worker.kafka.PoisonMessage;
import org.backlot.clips.worker.step.StepOutcome;
import org.backlot.clips.worker.step.StepRefused;
import org.backlot.clips.worker.step.StepRoom;
import org.backlot.clips.worker.step.StepWork;
import org.backlot.media.api.MediaRejection;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.SharedFilesCommand.UseSharedFiles;
import org.backlot.media.api.StorageFolder;
import org.backlot.media.api.WorkspaceStorage;
import org.backlot.shared.Rejection;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A worker at one attempt")
class StepRunnerTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final WorkspaceId WORKSPACE = new WorkspaceId(new UUID(1, 1));
    private static final StepOrder ORDER = order(null);
    private static final StepFile AUDIO = new StepFile("audio", WORKSPACE + "/audio.flac");
    private static final StepOutcome NOTHING = new StepOutcome.Skipped("there is no sound");

    @TempDir
    Path folder;

    private final List<ClipJobCommand> told = new ArrayList<>();
    private final List<Object> said = new ArrayList<>();
    private final Deque<RuntimeException> troubles = new ArrayDeque<>();
    private final RunningAttempts running = new RunningAttempts();
    private StepStanding standing = StepStanding.RUN;

    @FunctionalInterface
    private interface Work {
        StepOutcome in(StepRoom room) throws IOException, StepRefused;
    }

    @Test
    @DisplayName("CLP-2: what was done is told once it is done, with what came out")
    void done() throws InterruptedException {
        run(_ -> new StepOutcome.Done(List.of(AUDIO), List.of(), List.of()));
        assertThat(told).hasSize(2);
        assertThat(told.getFirst())
                .isEqualTo(new RecordStepStarted(ORDER.jobId(), ORDER.stepId(), ORDER.attempt(), "worker-1"));
        assertThat(told.getLast())
                .isInstanceOfSatisfying(
                        RecordStepCompleted.class,
                        end -> assertThat(end.outputs()).containsExactly(AUDIO));
    }

    @Test
    @DisplayName("CLP-2: an order that nobody wants any more is dropped before anything is done")
    void dropped() throws InterruptedException {
        standing = StepStanding.DROP;
        run(_ -> {
            throw new IllegalStateException("must not be done");
        });
        assertThat(told).hasSize(1);
    }

    @Test
    @DisplayName("CLP-2: an order that was begun before is done again: whoever began it may be gone")
    void begun_before() throws InterruptedException {
        standing = StepStanding.BEGUN_BEFORE;
        run(_ -> NOTHING);
        assertThat(told.getLast())
                .isEqualTo(new RecordStepSkipped(ORDER.jobId(), ORDER.stepId(), ORDER.attempt(), "there is no sound"));
    }

    @Test
    @DisplayName(
            "CLP-2: what can never succeed is told so; what the machine failed at may be tried again, without its paths")
    void failures() throws InterruptedException {
        run(_ -> {
            throw new StepRefused("TRUNCATED", "The recording was cut off.");
        });
        assertThat(told.getLast()).isInstanceOfSatisfying(RecordStepFailed.class, end -> {
            assertThat(end.code()).isEqualTo("TRUNCATED");
            assertThat(end.retryable()).isFalse();
        });
        run(_ -> {
            throw new IOException("/var/lib/work/step-1 is full");
        });
        assertThat(told.getLast()).isInstanceOfSatisfying(RecordStepFailed.class, end -> {
            assertThat(end.retryable()).isTrue();
            assertThat(end.message()).doesNotContain("/var");
        });
    }

    @Test
    @DisplayName(
            "MED-5 CLP-2: what an attempt needs is said in its clip's name; while it is being removed the attempt fails, and may go better")
    void needs() throws InterruptedException {
        var folder = StorageFolder.of(WORKSPACE, StorageFolder.RENDERS, "0a1b");
        var clip = new ClipVersion(new ClipId(new UUID(1, 4)), 2);
        runner(room -> {
                    room.need(StorageFolder.RENDERS, "0a1b");
                    return NOTHING;
                })
                .run(order(StepKind.AUDIO_EXTRACT, clip));
        assertThat(said).containsExactly(new UseSharedFiles(folder, "clip/" + clip.clipId()));

        run(_ -> {
            throw Rejection.of(MediaRejection.FILES_BEING_REMOVED);
        });
        assertThat(told.getLast()).isInstanceOfSatisfying(RecordStepFailed.class, end -> {
            assertThat(end.code()).isEqualTo("FILES_BEING_REMOVED");
            assertThat(end.retryable()).isTrue();
        });
    }

    @Test
    @DisplayName("CLP-1: an attempt that was withdrawn ends, and tells nothing")
    void withdrawn() throws InterruptedException {
        run(room -> {
            running.withdraw(new AttemptAt(ORDER.stepId(), ORDER.attempt()));
            assertThat(room.cancellation().isCancelled()).isTrue();
            throw new IOException("ended");
        });
        assertThat(told).hasSize(1);
    }

    @Test
    @DisplayName("CLP-2: a worker that is told to stop leaves the attempt to others")
    void interrupted() {
        assertThatThrownBy(() -> run(_ -> {
                    Thread.currentThread().interrupt();
                    throw new IOException("interrupted");
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(told).hasSize(1);
    }

    @Test
    @DisplayName("CLP-2: where two steps of a job end at the same moment, the later one tells it again")
    void told_again() throws InterruptedException {
        troubles.add(new ConcurrencyException("another was first"));
        troubles.add(new ConcurrencyException("another was first"));
        run(_ -> NOTHING);
        assertThat(told).hasSize(2);
    }

    @Test
    @DisplayName("CLP-2: while the job cannot be told, the order is kept; one that makes no sense is laid aside")
    void log_away() {
        var handler = new StepOrderHandler(runner(_ -> NOTHING), clock(NOON));
        var order = KafkaStepOrders.message(ORDER);
        troubles.add(new IllegalStateException("the database is away"));
        assertThatThrownBy(() -> handler.handle(order)).isInstanceOf(NotNow.class);
        var nonsense = org.backlot.clips.message.StepOrder.newBuilder(order)
                .setStep("DANCE")
                .build();
        assertThatThrownBy(() -> handler.handle(nonsense)).isInstanceOf(PoisonMessage.class);
    }

    @Test
    @DisplayName("CLP-2: an order that comes after its time is dropped: another attempt has its own")
    void late() throws Exception {
        new StepOrderHandler(runner(_ -> NOTHING), clock(ORDER.deadline())).handle(KafkaStepOrders.message(ORDER));
        assertThat(told).isEmpty();
    }

    @Test
    @DisplayName("PLT-5: an order says the same after its way through Kafka, with a clip and without")
    void messages() throws PoisonMessage {
        for (var order : List.of(ORDER, order(new ClipVersion(new ClipId(new UUID(1, 4)), 2)))) {
            assertThat(KafkaStepOrders.order(KafkaStepOrders.message(order))).isEqualTo(order);
        }
    }

    private void run(Work work) throws InterruptedException {
        runner(work).run(ORDER);
    }

    private StepRunner runner(Work work) {
        var only = new StepWork() {
            @Override
            public StepKind kind() {
                return ORDER.kind();
            }

            @Override
            public StepOutcome run(StepRoom room) throws IOException, StepRefused {
                return work.in(room);
            }
        };
        return new StepRunner(
                List.of(only),
                storage(),
                gateway(),
                _ -> {},
                running,
                new StepRunner.Settings("worker-1", folder.resolve("work"), 0));
    }

    private CommandGateway gateway() {
        var bus = SimpleCommandBus.builder().build();
        List.of(RecordStepStarted.class, RecordStepCompleted.class, RecordStepFailed.class, RecordStepSkipped.class)
                .forEach(type -> bus.subscribe(type.getName(), this::hear));
        bus.subscribe(UseSharedFiles.class.getName(), message -> said.add(message.getPayload()));
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    private Object hear(CommandMessage<?> message) {
        if (!troubles.isEmpty()) {
            throw troubles.remove();
        }
        told.add((ClipJobCommand) message.getPayload());
        return standing;
    }

    /** No step of this test stores anything. */
    private static ObjectStorage storage() {
        return new ObjectStorage() {
            @Override
            public WorkspaceStorage of(WorkspaceId workspace) {
                return (WorkspaceStorage) Proxy.newProxyInstance(
                        WorkspaceStorage.class.getClassLoader(),
                        new Class<?>[] {WorkspaceStorage.class},
                        (_, method, _) -> {
                            throw new UnsupportedOperationException(method.getName());
                        });
            }

            @Override
            public int abortPartsBegunBefore(Instant time) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static StepOrder order(@Nullable ClipVersion clip) {
        return order(clip == null ? StepKind.AUDIO_EXTRACT : StepKind.RENDER, clip);
    }

    private static StepOrder order(StepKind kind, @Nullable ClipVersion clip) {
        return new StepOrder(
                new JobId(new UUID(1, 2)),
                WORKSPACE,
                new StepId(new UUID(1, 3)),
                kind,
                clip,
                1,
                List.of(new StepFile("facts", WORKSPACE + "/facts.json"), new StepFile("source", WORKSPACE + "/a.mp4")),
                "{}",
                NOON.plusSeconds(600));
    }
}
