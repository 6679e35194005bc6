package org.backlot.platform.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.backlot.platform.app.RunningBacklot;
import picocli.CommandLine.Option;

/** Where and how a Backlot runs: the options that several commands share. */
final class RunOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "The folder for everything that is kept (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The HTTP port (default: ${DEFAULT-VALUE}; 0: any free one).")
    private int port;

    @Option(
            names = "--roles",
            paramLabel = "ROLES",
            defaultValue = "all",
            description = "What this process does: command,query,projection,saga,worker (default: all).")
    private String roles = "all";

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting of application.yaml, for example backlot.limits.register-per-hour=60.")
    private Map<String, String> settings = new LinkedHashMap<>();

    RunningBacklot.Settings settings() {
        return settingsWith(Map.of());
    }

    RunningBacklot.Settings settingsWith(Map<String, String> defaults) {
        var all = new LinkedHashMap<>(defaults);
        all.putAll(settings);
        var environmentRoles = System.getenv("BACKLOT_ROLES");
        return new RunningBacklot.Settings(
                data, port, environmentRoles != null && "all".equals(roles) ? environmentRoles : roles, all);
    }

    Path data() {
        return data;
    }
}
