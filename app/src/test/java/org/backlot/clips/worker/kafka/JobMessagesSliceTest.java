package org.backlot.clips.worker.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.backlot.clips.api.AspectRatio;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.api.CaptionStyle;
import org.backlot.clips.api.ClipEvent.ClipVersionRendered;
import org.backlot.clips.api.ClipJobEvent.ClipJobCancelled;
import org.backlot.clips.api.ClipJobEvent.ClipsSelected;
import org.backlot.clips.api.ClipJobEvent.StepCompleted;
import org.backlot.clips.api.ClipJobEvent.StepFailed;
import org.backlot.clips.api.ClipJobEvent.StepRequested;
import org.backlot.clips.api.ClipJobEvent.StepStarted;
import org.backlot.clips.api.ClipJobEvent.StepTimedOut;
import org.backlot.clips.api.ClipWords;
import org.backlot.clips.api.PlannedClip;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.ScoreParts;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.StepUsage;
import org.backlot.clips.message.ClipOutcome;
import org.backlot.clips.message.MessageFormat;
import org.backlot.clips.message.Topic;
import org.backlot.clips.message.UsageRecorded;
import org.backlot.clips.worker.dispatch.JobMessageTasks;
import org.backlot.clips.worker.dispatch.JobMessages;
import org.backlot.log.api.RecordedEvent;
import org.backlot.log.query.SlicePostgres;
import org.backlot.shared.Event;
import org.backlot.shared.id.AccountId;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@DisplayName("What is said outside of a job")
class JobMessagesSliceTest {
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final StepUsage USED = new StepUsage(1_500, 2_000);

    private final JobId job = new JobId(KafkaSlice.id());
    private final StepId step = StepKind.FACE_TRACK.idIn(job, null);
    private final WorkspaceId workspace = new WorkspaceId(KafkaSlice.id());
    private final List<TaskInstance<String>> queued = new ArrayList<>();
    private final JobMessages messages =
            new JobMessages(SlicePostgres.jdbc(), scheduler(), Clock.fixed(NOON, ZoneOffset.UTC));
    private long position;

    @BeforeEach
    void nothing_said() {
        SlicePostgres.jdbc()
                .sql("truncate job_messages.message, job_messages.attempt, job_messages.clip")
                .update();
    }

    @Test
    @DisplayName("PLT-5: while Kafka is away it waits; then all of it is said, in order, by whichever task comes first")
    void at_least_once_in_order() {
        three_attempts();
        assertThat(queued).hasSize(3);
        assertThatThrownBy(() -> send(queued.getFirst(), new MessagePublisher(away())))
                .isInstanceOf(KafkaUnavailable.class);
        assertThat(left()).isEqualTo(5);

        for (var task : queued.reversed()) {
            assertThat(send(task, KafkaSlice.publisher())).isInstanceOf(OnCompleteRemove.class);
            assertThat(left()).isZero();
        }

        assertThat(heard(Topic.JOBS_FAILED, MessageFormat.STEP_FAILED))
                .extracting(
                        failed -> failed.getAttempt(),
                        failed -> failed.getCode(),
                        failed -> failed.getRetryable(),
                        failed -> failed.getWorkerId(),
                        failed -> failed.getDurationMillis())
                .containsExactly(tuple(1, "DISK_FULL", true, "worker-1", 1_500L), tuple(2, "TIMED_OUT", true, "", 0L));
        assertThat(heard(Topic.JOBS_COMPLETED, MessageFormat.STEP_COMPLETED))
                .singleElement()
                .satisfies(done -> {
                    assertThat(done.getStepId()).isEqualTo(step.value());
                    assertThat(done.getWorkspaceId()).isEqualTo(workspace.value());
                    assertThat(done.getStep()).isEqualTo("FACE_TRACK");
                    assertThat(done.getAttempt()).isEqualTo(3);
                    assertThat(done.getWorkerId()).isEqualTo("worker-3");
                    assertThat(done.getOutputs()).isEqualTo(Map.of("faces", workspace + "/faces.json"));
                    assertThat(done.getFacts()).isEqualTo("{\"faces\":\"3\"}");
                    assertThat(done.getOutputBytes()).isEqualTo(2_000);
                    assertThat(done.getCompletedAt()).isEqualTo(NOON);
                });
        var usage = heard(Topic.ANALYTICS_USAGE, MessageFormat.USAGE_RECORDED);
        assertThat(usage)
                .extracting(
                        UsageRecorded::getResource,
                        UsageRecorded::getMillis,
                        UsageRecorded::getBytes,
                        UsageRecorded::getCostMicros,
                        UsageRecorded::getCurrency)
                .containsExactly(
                        tuple("face_track", 1_500L, 2_000L, 42L, "USD"),
                        tuple("face_track", 1_500L, 2_000L, 84L, "USD"));
        assertThat(usage).extracting(UsageRecorded::getUsageId).doesNotHaveDuplicates();
        assertThat(remembered("attempt")).isZero();
    }

    private void three_attempts() {
        happened(requested(1));
        happened(new StepStarted(job, step, StepKind.FACE_TRACK, null, 1, "worker-1", NOON, NOON));
        happened(new StepFailed(job, step, StepKind.FACE_TRACK, null, 1, "DISK_FULL", "no room", true, USED, 42, NOON));
        happened(requested(2));
        happened(new StepTimedOut(job, step, StepKind.FACE_TRACK, null, 2, NOON));
        happened(requested(3));
        happened(new StepStarted(job, step, StepKind.FACE_TRACK, null, 3, "worker-3", NOON, NOON));
        happened(new StepCompleted(
                job,
                step,
                StepKind.FACE_TRACK,
                null,
                3,
                List.of(new StepFile("faces", workspace + "/faces.json")),
                List.of(new StepFact("faces", "3")),
                USED,
                84,
                NOON));
    }

    @Test
    @DisplayName("PLT-5: a clip that was chosen is told with its score, and what became of it with the same")
    void clips() {
        var clip = new ClipId(KafkaSlice.id());
        happened(new ClipsSelected(
                job,
                workspace,
                List.of(new PlannedClip(
                        clip,
                        new SelectedClip(
                                1_000,
                                31_000,
                                new ClipWords("The reel runs out", "", List.of()),
                                71,
                                new ScoreParts(50, 50, 50, 50, 50)))),
                RenderSettings.whole(AspectRatio.PORTRAIT, CaptionStyle.NONE, null),
                NOON));
        happened(new ClipVersionRendered(clip, job, 1, List.of(), List.of(), NOON.plusSeconds(9)));
        queued.forEach(task -> send(task, KafkaSlice.publisher()));

        assertThat(heard(Topic.ANALYTICS_CLIPS, MessageFormat.CLIP_OUTCOME))
                .extracting(
                        ClipOutcome::getClipId,
                        ClipOutcome::getOutcome,
                        ClipOutcome::getScore,
                        ClipOutcome::getDurationMillis,
                        ClipOutcome::getAt)
                .containsExactly(
                        tuple(clip.value(), "SELECTED", 71, 30_000L, NOON),
                        tuple(clip.value(), "RENDERED", 71, 30_000L, NOON.plusSeconds(9)));
    }

    @Test
    @DisplayName("PLT-5: of what was withdrawn nothing is said, and nothing is remembered")
    void withdrawn() {
        happened(requested(1));
        happened(new ClipJobCancelled(
                job, List.of(new AttemptAt(step, 1)), new AccountId(KafkaSlice.id()), "enough", NOON));

        assertThat(queued).isEmpty();
        assertThat(left()).isZero();
        assertThat(remembered("attempt")).isZero();
    }

    @Test
    @DisplayName(
            "PLT-5: whoever comes while another sends for the same job comes back later, and nothing is said twice")
    void one_at_a_time() {
        three_attempts();
        var meanwhile = whileAnotherNodeSends(() -> send(queued.getFirst(), KafkaSlice.publisher()));
        assertThat(meanwhile).isNotInstanceOf(OnCompleteRemove.class);
        assertThat(left()).isEqualTo(5);

        assertThat(send(queued.getFirst(), KafkaSlice.publisher())).isInstanceOf(OnCompleteRemove.class);
        assertThat(send(queued.get(1), KafkaSlice.publisher())).isInstanceOf(OnCompleteRemove.class);

        assertThat(heard(Topic.JOBS_FAILED, MessageFormat.STEP_FAILED)).hasSize(2);
        assertThat(heard(Topic.JOBS_COMPLETED, MessageFormat.STEP_COMPLETED)).hasSize(1);
    }

    private <T> T whileAnotherNodeSends(Callable<T> then) {
        return requireNonNull(SlicePostgres.reactive()
                // Unlocked, too: a connection that is closed still holds its locks for a moment.
                .inConnection(node -> ofTheJob(node, "pg_advisory_lock")
                        .then(Mono.fromCallable(then))
                        .delayUntil(_ -> ofTheJob(node, "pg_advisory_unlock")))
                .block());
    }

    private Mono<Void> ofTheJob(Connection node, String lock) {
        return Flux.from(node.createStatement("select " + lock + "(hashtextextended($1, 0))")
                        .bind("$1", "clip-job-message/" + job)
                        .execute())
                .flatMap(Result::getRowsUpdated)
                .then();
    }

    private StepRequested requested(int attempt) {
        return new StepRequested(job, workspace, step, StepKind.FACE_TRACK, null, attempt, List.of(), "{}", NOON, NOON);
    }

    private void happened(Event event) {
        position++;
        assertThat(messages.concerns(event)).isTrue();
        assertThat(messages.sequence(event)).isEqualTo("clip-job/" + job);
        messages.on(new RecordedEvent(position, "event " + position + job, event.stream(), 0, NOON, event, Map.of()));
    }

    private <T extends org.apache.avro.specific.SpecificRecord> List<T> heard(Topic topic, MessageFormat<T> format) {
        return TopicReader.read(KafkaSlice.cluster().use(), topic, format, job.toString());
    }

    private static CompletionHandler<String> send(TaskInstance<String> task, MessagePublisher publisher) {
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("publisher", publisher);
        return new JobMessageTasks(
                        beans.getBeanProvider(MessagePublisher.class),
                        SlicePostgres.jdbc(),
                        SlicePostgres.transactions(),
                        Clock.fixed(NOON, ZoneOffset.UTC))
                .sendJobMessages()
                .execute(task, null);
    }

    private static KafkaCluster away() {
        return new KafkaCluster() {
            @Override
            public Map<String, Object> use() {
                throw new KafkaUnavailable("it is away");
            }

            @Override
            public boolean isInUse() {
                return false;
            }

            @Override
            public void whenInUse(Runnable then) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private static long left() {
        return remembered("message");
    }

    private static long remembered(String table) {
        return SlicePostgres.jdbc()
                .sql("select count(*) from job_messages." + table)
                .query(Long.class)
                .single();
    }

    @SuppressWarnings("unchecked")
    private SchedulerClient scheduler() {
        return (SchedulerClient) Proxy.newProxyInstance(
                SchedulerClient.class.getClassLoader(),
                new Class<?>[] {SchedulerClient.class},
                (_, method, arguments) -> {
                    if (!method.getName().equals("scheduleIfNotExists")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    queued.add((TaskInstance<String>) arguments[0]);
                    return true;
                });
    }
}
