// Every confirmed file ends with a verdict, and not having looked is one of its own (MED-2).
package org.backlot.media.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.backlot.media.api.MediaCommand;
import org.backlot.media.api.MediaCommand.RecordScan;
import org.backlot.media.api.MediaCommand.RefuseAsset;
import org.backlot.media.api.ObjectStorage;
import org.backlot.media.api.RefusalReason;
import org.backlot.media.api.ScanResult;
import org.backlot.media.api.ScanVerdict;
import org.backlot.media.api.StorageKey;
import org.backlot.media.api.StoredObject;
import org.backlot.media.api.WorkspaceStorage;
import org.backlot.shared.id.MediaAssetId;
import org.backlot.shared.id.WorkspaceId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class VirusScanTest {
    private static final WorkspaceId HOUSE = new WorkspaceId(new UUID(1, 1));
    private static final MediaAssetId REEL = new MediaAssetId(new UUID(3, 1));
    private static final StorageKey KEY = StorageKey.source(HOUSE, REEL);
    private static final byte[] FILE = {1, 2, 3};

    private final List<Object> sent = new ArrayList<>();
    private Optional<String> checksum = Optional.of("abc");

    @Test
    @DisplayName("MED-2: what the scanner finds is reported")
    void reports() {
        assertThat(scan((file, size) -> ScanResult.infected("Eicar"), 0)).isInstanceOf(OnCompleteRemove.class);
        assertThat(sent).containsExactly(new RecordScan(REEL, ScanResult.infected("Eicar")));
    }

    @Test
    @DisplayName("MED-2: without a scanner a file is NOT_SCANNED, and says why")
    void no_scanner() {
        var task = new VirusScan(storage(), gateway(), Clock.systemUTC(), Optional.empty());
        assertThat(task.scan(order(0))).isInstanceOf(OnCompleteRemove.class);
        assertThat(sent).containsExactly(new RecordScan(REEL, ScanResult.notScanned("no virus scanner is configured")));
    }

    @Test
    @DisplayName("MED-2: a scanner that is away is asked again, and in the end the file is NOT_SCANNED")
    void away() {
        VirusScanner away = (file, size) -> {
            throw new IOException("refused");
        };
        assertThat(scan(away, 0)).isNotInstanceOf(OnCompleteRemove.class);
        assertThat(sent).isEmpty();

        assertThat(scan(away, 14)).isInstanceOf(OnCompleteRemove.class);
        assertThat(sent).hasSize(1);
        assertThat(((RecordScan) sent.getFirst()).result().verdict()).isEqualTo(ScanVerdict.NOT_SCANNED);
    }

    @Test
    @DisplayName("MED-2: a file exchanged while it was scanned is refused, whatever the scanner said")
    void exchanged() {
        scan(
                (file, size) -> {
                    checksum = Optional.of("other");
                    return ScanResult.clean();
                },
                0);
        assertThat(((RefuseAsset) sent.getFirst()).reason()).isEqualTo(RefusalReason.CHANGED_IN_STORAGE);
    }

    @Test
    @DisplayName("MED-2: a file that is gone is refused")
    void gone() {
        checksum = Optional.empty();
        scan((file, size) -> ScanResult.clean(), 0);
        assertThat(sent).hasSize(1).first().isInstanceOf(RefuseAsset.class);
    }

    private CompletionHandler<ScanOrder> scan(VirusScanner scanner, int attempts) {
        var clock = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
        return new VirusScan(storage(), gateway(), clock, Optional.of(scanner)).scan(order(attempts));
    }

    private static ScanOrder order(int attempts) {
        return new ScanOrder(REEL.value(), KEY.value(), "abc", FILE.length, attempts);
    }

    private DefaultCommandGateway gateway() {
        var bus = SimpleCommandBus.builder().build();
        for (var command : List.<Class<? extends MediaCommand>>of(RecordScan.class, RefuseAsset.class)) {
            bus.subscribe(command.getName(), message -> {
                sent.add(message.getPayload());
                return "done";
            });
        }
        return DefaultCommandGateway.builder().commandBus(bus).build();
    }

    /** Holds one file; the real storage is tried where it is spoken to. */
    private ObjectStorage storage() {
        var house = (WorkspaceStorage) Proxy.newProxyInstance(
                WorkspaceStorage.class.getClassLoader(),
                new Class<?>[] {WorkspaceStorage.class},
                (_, method, _) -> switch (method.getName()) {
                    case "describe" -> checksum.map(sum -> new StoredObject(KEY, FILE.length, "video/mp4", sum));
                    case "open" -> Optional.<InputStream>of(new ByteArrayInputStream(FILE));
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return new ObjectStorage() {
            @Override
            public WorkspaceStorage of(WorkspaceId workspace) {
                assertThat(workspace).isEqualTo(HOUSE);
                return house;
            }

            @Override
            public int abortPartsBegunBefore(Instant time) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
