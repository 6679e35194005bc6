package org.backlot.clips.app;

import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.clips.api.ProgressReports;
import org.backlot.clips.api.StepOrders;
import org.backlot.clips.message.MessageFormat;
import org.backlot.clips.message.StepOrder;
import org.backlot.clips.message.Topic;
import org.backlot.clips.worker.ffmpeg.FfmpegSearch;
import org.backlot.clips.worker.ffmpeg.WorkFolder;
import org.backlot.clips.worker.kafka.KafkaCluster;
import org.backlot.clips.worker.kafka.MessageConsumer;
import org.backlot.clips.worker.kafka.MessagePublisher;
import org.backlot.clips.worker.kafka.Subscription;
import org.backlot.clips.worker.runtime.KafkaStepOrders;
import org.backlot.clips.worker.runtime.RunningAttempts;
import org.backlot.clips.worker.runtime.StepOrderHandler;
import org.backlot.clips.worker.runtime.StepRunner;
import org.backlot.clips.worker.runtime.Withdrawals;
import org.backlot.clips.worker.step.StepWork;
import org.backlot.clips.worker.step.StepWorks;
import org.backlot.media.api.ObjectStorage;
import org.backlot.platform.app.Role;
import org.backlot.platform.app.embedded.KafkaOnDemand;
import org.backlot.platform.app.wiring.OnRole;
import org.backlot.shared.id.IdSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Those who do the steps of clip jobs: the role {@code worker}, in this process or in one of its own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBean(KafkaOnDemand.class)
@OnRole(Role.WORKER)
class StepWorkerWiring {
    private static final Logger LOG = LoggerFactory.getLogger(StepWorkerWiring.class);
    private static final long FREE_BYTES = 1L << 30;
    private static final String WORKS = "'${backlot.clips.steps-at-once:}' != '0'";

    @Bean
    RunningAttempts runningAttempts() {
        return new RunningAttempts();
    }

    @Bean
    RedisWithdrawals withdrawals(RedisClient redis, RunningAttempts running) {
        return new RedisWithdrawals(redis, running);
    }

    @Bean
    StepOrders stepOrders(MessagePublisher publisher, Withdrawals withdrawals) {
        return new KafkaStepOrders(publisher, withdrawals);
    }

    @Bean
    StepRunner stepRunner(
            ObjectStorage storage,
            CommandGateway commands,
            ProgressReports progress,
            RunningAttempts running,
            IdSource ids,
            Clock clock,
            @Value("${backlot.data}") Path data,
            @Value("${backlot.programs}") Path programs)
            throws IOException {
        var folder = data.resolve("work").toAbsolutePath();
        int swept = WorkFolder.sweep(folder);
        if (swept > 0) {
            LOG.info("{} work folders of processes that are gone were removed", swept);
        }
        return new StepRunner(
                new LateWorks(() -> works(System.getenv(), programs, clock)).all(),
                storage,
                commands,
                progress,
                running,
                new StepRunner.Settings("worker-" + ids.next(), folder, FREE_BYTES));
    }

    private static List<StepWork> works(Map<String, String> environment, Path programs, Clock clock) {
        var ffmpeg = new FfmpegSearch(environment, programs).find();
        return StepWorks.of(ffmpeg, StepWorks.Extras.found(ffmpeg, environment, programs, clock))
                .all();
    }

    @Bean
    @ConditionalOnExpression(WORKS)
    WorkerHeartbeat workerHeartbeat(
            RedisClient redis,
            JsonMapper json,
            RunningAttempts running,
            Clock clock,
            StepRunner runner,
            @Value("${backlot.clips.heartbeat:5s}") Duration every) {
        return new WorkerHeartbeat(redis, json, running, clock, runner.worker(), every);
    }

    /**
     * As many attempts at once as there are processors, unless {@code backlot.clips.steps-at-once} says otherwise. A process
     * that is given 0 hands orders on and does none of them.
     */
    @Bean
    @ConditionalOnExpression(WORKS)
    MessageConsumer<StepOrder> stepWorkers(
            StepRunner runner,
            KafkaCluster cluster,
            MessagePublisher publisher,
            Clock clock,
            @Value("${backlot.clips.steps-at-once:}") @Nullable Integer stepsAtOnce) {
        int lanes = stepsAtOnce == null ? Runtime.getRuntime().availableProcessors() : stepsAtOnce;
        var topics = Topic.ofOrders().collect(Collectors.toSet());
        return new MessageConsumer<>(
                Subscription.of("clip-steps", topics, MessageFormat.STEP_ORDER)
                        .withLanes(Math.min(lanes, topics.size() * Topic.PARTITIONS)),
                new StepOrderHandler(runner, clock),
                cluster,
                publisher,
                clock);
    }
}
