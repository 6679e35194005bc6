package org.backlot.media.worker;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.backlot.media.api.MediaCommand.RecordScan;
import org.backlot.media.api.MediaCommand.RefuseAsset;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.RefusalReason;
import org.backlot.media.api.ScanResult;
import org.backlot.media.api.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/**
 * Has confirmed files scanned, and reports what was found. Where no scanner is configured, or none answers for a long
 * time, it reports that the file is not scanned, and why (MED-2).
 */
@Configuration(proxyBeanMethods = false)
class VirusScan {
    /** The name of the task in the scheduler's table; never changes. */
    static final String NAME = "virus-scan";

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final Duration UNTIL_ANOTHER_ENDS = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 7;
    /** About an hour and a half in all. */
    private static final int MOST_ATTEMPTS = 15;
    /** A scan may take minutes, and its threads are those of every deadline. */
    private static final int AT_ONCE = 2;

    private static final Logger LOG = LoggerFactory.getLogger(VirusScan.class);

    private final ObjectStorage storage;
    private final CommandGateway commands;
    private final Clock clock;
    private final Optional<VirusScanner> scanner;
    private final Semaphore free = new Semaphore(AT_ONCE);

    @Autowired
    VirusScan(
            ObjectStorage storage,
            CommandGateway commands,
            Clock clock,
            @Value("${backlot.clamd:}") String clamd,
            @Value("${backlot.scan.largest:25MB}") DataSize largest,
            @Value("${backlot.scan.patience:5m}") Duration patience) {
        this(storage, commands, clock, scanner(clamd, largest, patience));
    }

    VirusScan(ObjectStorage storage, CommandGateway commands, Clock clock, Optional<VirusScanner> scanner) {
        this.storage = storage;
        this.commands = commands;
        this.clock = clock;
        this.scanner = scanner;
    }

    /** Empty for an empty address. */
    private static Optional<VirusScanner> scanner(String clamd, DataSize largest, Duration patience) {
        if (clamd.isBlank()) {
            return Optional.empty();
        }
        int colon = clamd.lastIndexOf(':');
        try {
            return Optional.of(new ClamdScanner(
                    clamd.substring(0, colon).strip(),
                    Integer.parseInt(clamd.substring(colon + 1).strip()),
                    largest.toBytes(),
                    patience));
        } catch (IndexOutOfBoundsException | NumberFormatException wrong) {
            throw new IllegalArgumentException("BACKLOT_CLAMD reads host:port, not " + clamd, wrong);
        }
    }

    /** The task for db-scheduler. */
    @Bean
    Task<ScanOrder> virusScanTask() {
        return Tasks.custom(NAME, ScanOrder.class)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(LONGEST_WAIT)))
                .execute((instance, _) -> scanInTurn(instance.getData()));
    }

    private CompletionHandler<ScanOrder> scanInTurn(ScanOrder order) {
        if (!free.tryAcquire()) {
            return later(order, UNTIL_ANOTHER_ENDS);
        }
        try {
            return scan(order);
        } finally {
            free.release();
        }
    }

    /** What becomes of an order: reported, or tried again at a later time. */
    CompletionHandler<ScanOrder> scan(ScanOrder order) {
        if (scanner.isEmpty()) {
            return report(order, ScanResult.notScanned("no virus scanner is configured"));
        }
        var own = storage.of(order.key().workspace());
        var found = own.describe(order.key());
        if (found.isEmpty()) {
            // Deleted meanwhile, or somebody took it from the storage: there is nothing to scan, nor to use.
            return refuse(order);
        }
        try {
            var result = scanner.get()
                    .scan(
                            () -> own.open(order.key()).orElseThrow(() -> new IOException("the file is gone")),
                            order.size());
            // What was scanned must be what was confirmed, from the beginning of the scan to its end.
            return unchanged(order, found) && unchanged(order, own.describe(order.key()))
                    ? report(order, result)
                    : refuse(order);
        } catch (IOException failure) {
            return tryAgain(order, failure);
        }
    }

    private static boolean unchanged(ScanOrder order, Optional<StoredObject> object) {
        return object.filter(now -> now.checksum().equals(order.checksum()) && now.size() == order.size())
                .isPresent();
    }

    private CompletionHandler<ScanOrder> report(ScanOrder order, ScanResult result) {
        commands.sendAndWait(new RecordScan(order.assetId(), result));
        return new OnCompleteRemove<>();
    }

    private CompletionHandler<ScanOrder> refuse(ScanOrder order) {
        commands.sendAndWait(new RefuseAsset(
                order.assetId(),
                RefusalReason.CHANGED_IN_STORAGE,
                "The file in the storage is not the one that was confirmed."));
        return new OnCompleteRemove<>();
    }

    private CompletionHandler<ScanOrder> tryAgain(ScanOrder order, IOException failure) {
        if (order.attempts() + 1 >= MOST_ATTEMPTS) {
            LOG.error("Asset {} stays unscanned: {}", order.assetId(), failure.toString());
            return report(order, ScanResult.notScanned("the virus scanner does not answer"));
        }
        var wait = backOff(order);
        LOG.warn(
                "Asset {} was not scanned ({}), attempt {}; again in {}",
                order.assetId(),
                failure.toString(),
                order.attempts() + 1,
                wait);
        return later(order.again(), wait);
    }

    private CompletionHandler<ScanOrder> later(ScanOrder order, Duration wait) {
        return (complete, operations) ->
                operations.reschedule(complete, clock.instant().plus(wait), order);
    }

    private static Duration backOff(ScanOrder order) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(order.attempts(), MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
