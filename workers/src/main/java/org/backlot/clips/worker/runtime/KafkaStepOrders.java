// Why this file exists: the log says what is wanted in words of the domain, and Kafka carries it in Avro.
package org.backlot.clips.worker.runtime;

import java.util.Map;
import java.util.stream.Collectors;
import org.backlot.clips.api.AttemptAt;
import org.backlot.clips.api.ClipVersion;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.StepOrder;
import org.backlot.clips.api.StepOrders;
import org.backlot.clips.worker.kafka.MessagePublisher;
import org.backlot.clips.worker.kafka.PoisonMessage;
import org.backlot.shared.id.ClipId;
import org.backlot.shared.id.JobId;
import org.backlot.shared.id.StepId;
import org.backlot.shared.id.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Orders by Kafka, one topic for each kind of step, those of one job in order. */
public final class KafkaStepOrders implements StepOrders {
    private final MessagePublisher publisher;
    private final Withdrawals withdrawals;

    public KafkaStepOrders(MessagePublisher publisher, Withdrawals withdrawals) {
        this.publisher = publisher;
        this.withdrawals = withdrawals;
    }

    @Override
    public void place(StepOrder order) {
        publisher.send(message(order));
    }

    @Override
    public void withdraw(JobId job, AttemptAt attempt) {
        withdrawals.tell(attempt);
    }

    static org.backlot.clips.message.StepOrder message(StepOrder order) {
        var message = org.backlot.clips.message.StepOrder.newBuilder()
                .setStepId(order.stepId().value())
                .setJobId(order.jobId().value())
                .setWorkspaceId(order.workspaceId().value())
                .setStep(order.kind().name())
                .setAttempt(order.attempt())
                .setInputs(order.inputs().stream().collect(Collectors.toMap(StepFile::name, StepFile::key)))
                .setSettings(order.settings())
                .setOutputPrefix(order.workspaceId() + "/")
                .setDeadline(order.deadline());
        var clip = order.clip();
        if (clip != null) {
            message.setClipId(clip.clipId().value()).setClipVersion(clip.version());
        }
        return message.build();
    }

    /** The order that a message carries. */
    static StepOrder order(org.backlot.clips.message.StepOrder message) throws PoisonMessage {
        try {
            return new StepOrder(
                    new JobId(message.getJobId()),
                    new WorkspaceId(message.getWorkspaceId()),
                    new StepId(message.getStepId()),
                    StepKind.valueOf(message.getStep()),
                    clip(message),
                    message.getAttempt(),
                    message.getInputs().entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(input -> new StepFile(input.getKey(), input.getValue()))
                            .toList(),
                    message.getSettings(),
                    message.getDeadline());
        } catch (IllegalArgumentException wrong) {
            throw new PoisonMessage("an order that makes no sense: " + wrong.getMessage());
        }
    }

    private static @Nullable ClipVersion clip(org.backlot.clips.message.StepOrder message) {
        var clip = message.getClipId();
        var version = message.getClipVersion();
        return clip.isPresent() && version.isPresent() ? new ClipVersion(new ClipId(clip.get()), version.get()) : null;
    }
}
