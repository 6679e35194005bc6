package org.backlot.crash;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedPorts;
import org.backlot.platform.app.embedded.EmbeddedServices;
import org.backlot.platform.app.embedded.Programs;
import org.backlot.platform.app.embedded.ServiceAddresses;

/** The services that several processes share, run by the test: they stay when one of the processes is killed. */
final class SharedServices implements AutoCloseable {
    private final DataFolder folder;
    private final EmbeddedServices services;

    private SharedServices(DataFolder folder, EmbeddedServices services) {
        this.folder = folder;
        this.services = services;
    }

    /** Starts them on an empty folder. */
    static SharedServices start(String name) {
        var folder = DataFolder.open(PackagedProgram.freshFolder(name));
        return new SharedServices(
                folder,
                EmbeddedServices.start(
                        folder,
                        ServiceAddresses.none(),
                        EmbeddedPorts.free(),
                        Programs.standard(PackagedProgram.environment(), folder),
                        Clock.systemUTC()));
    }

    EmbeddedServices services() {
        return services;
    }

    /** The folder of all that they keep. */
    Path folder() {
        return folder.path();
    }

    /** What tells a process where they are. */
    Map<String, String> environment() {
        var storage = services.storage().orElseThrow();
        return Map.ofEntries(
                Map.entry("BACKLOT_POSTGRES_URL", services.postgres().jdbcUrl()),
                Map.entry("BACKLOT_POSTGRES_USER", services.postgres().user()),
                Map.entry("BACKLOT_POSTGRES_PASSWORD", services.postgres().password()),
                Map.entry("BACKLOT_REDIS_URL", services.redis().uri().toString()),
                Map.entry("BACKLOT_SMTP_HOST", services.smtp().host()),
                Map.entry("BACKLOT_SMTP_PORT", Integer.toString(services.smtp().port())),
                Map.entry("BACKLOT_S3_ENDPOINT", storage.endpoint().toString()),
                Map.entry("BACKLOT_S3_BUCKET", storage.bucket()),
                Map.entry("BACKLOT_S3_ACCESS_KEY", storage.accessKey()),
                Map.entry("BACKLOT_S3_SECRET_KEY", storage.secretKey()),
                Map.entry("BACKLOT_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32])));
    }

    @Override
    public void close() {
        try {
            services.close();
        } finally {
            folder.close();
        }
    }
}
