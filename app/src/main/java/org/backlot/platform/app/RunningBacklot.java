package org.backlot.platform.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.backlot.platform.app.embedded.DataFolder;
import org.backlot.platform.app.embedded.EmbeddedPorts;
import org.backlot.platform.app.embedded.EmbeddedServices;
import org.backlot.platform.app.embedded.KafkaOnDemand;
import org.backlot.platform.app.embedded.Mailbox;
import org.backlot.platform.app.embedded.Programs;
import org.backlot.platform.app.embedded.ServiceAddresses;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * A Backlot that runs: the services it had to start itself, and the program on them. Closing it stops everything it
 * started, the program first; so does the end of this process, from the first service on and not only once all runs.
 */
public final class RunningBacklot implements AutoCloseable {
    private final DataFolder data;
    private final EmbeddedServices services;
    private final ConfigurableApplicationContext context;
    private final WhatWasStarted started;

    private RunningBacklot(
            DataFolder data,
            EmbeddedServices services,
            ConfigurableApplicationContext context,
            WhatWasStarted started) {
        this.data = data;
        this.services = services;
        this.context = context;
        this.started = started;
    }

    /**
     * What to start.
     *
     * @param data the folder for everything that is kept
     * @param port the HTTP port; 0 for any free one
     * @param roles as on the command line, {@code command,query,…} or {@code all}
     * @param settings further settings, by name
     */
    public record Settings(Path data, int port, String roles, Map<String, String> settings) {
        public Settings {
            settings = Map.copyOf(settings);
        }
    }

    /** Starts it, and comes back when it answers requests. */
    public static RunningBacklot start(Settings wanted, Map<String, String> environment) {
        // Refused before anything starts.
        var roles = Role.parse(wanted.roles());
        var data = DataFolder.open(wanted.data());
        var started = WhatWasStarted.stoppedAtEndOfProcess();
        try {
            var kafka = KafkaOnDemand.from(environment, data);
            var programs = Programs.standard(environment, data);
            var services = EmbeddedServices.start(
                    data,
                    ServiceAddresses.from(environment),
                    EmbeddedPorts.free(),
                    programs,
                    Clock.systemUTC(),
                    roles.stream().anyMatch(Role::needsStorage));
            // The folder last: whoever finds it free must find nobody at work in it.
            started.add(data);
            started.add(services);
            started.add(kafka);
            var context = startProgram(wanted, data, programs.folder(), services, kafka, environment, started);
            return new RunningBacklot(data, services, context, started);
        } catch (RuntimeException failure) {
            started.close();
            data.close();
            throw failure;
        }
    }

    private static ConfigurableApplicationContext startProgram(
            Settings wanted,
            DataFolder data,
            Path programs,
            EmbeddedServices services,
            KafkaOnDemand kafka,
            Map<String, String> environment,
            WhatWasStarted started) {
        var application = new SpringApplication(BacklotApplication.class);
        application.setRegisterShutdownHook(false);
        // Closing a program that is still starting waits until it has started, and then stops it in order.
        application.addInitializers(started::add);
        application.addInitializers(
                context -> ((GenericApplicationContext) context).registerBean(KafkaOnDemand.class, () -> kafka));
        services.mailbox()
                .ifPresent(mailbox -> application.addInitializers(
                        context -> ((GenericApplicationContext) context).registerBean(Mailbox.class, () -> mailbox)));
        return application.run(
                arguments(wanted, data, programs, services, environment).toArray(String[]::new));
    }

    private static List<String> arguments(
            Settings wanted,
            DataFolder data,
            Path programs,
            EmbeddedServices services,
            Map<String, String> environment) {
        var arguments = new ArrayList<String>();
        arguments.add("--server.port=" + wanted.port());
        arguments.add("--backlot.roles=" + wanted.roles());
        arguments.add("--backlot.data=" + data.path());
        arguments.add("--backlot.programs=" + programs);
        arguments.add("--backlot.postgres.url=" + services.postgres().jdbcUrl());
        arguments.add("--backlot.postgres.user=" + services.postgres().user());
        arguments.add("--backlot.postgres.password=" + services.postgres().password());
        arguments.add("--backlot.redis.url=" + services.redis().uri());
        arguments.add("--backlot.smtp.host=" + services.smtp().host());
        arguments.add("--backlot.smtp.port=" + services.smtp().port());
        services.storage().ifPresent(storage -> {
            arguments.add("--backlot.s3.endpoint=" + storage.endpoint());
            arguments.add("--backlot.s3.public-endpoint=" + storage.publicEndpoint());
            arguments.add("--backlot.s3.region=" + storage.region());
            arguments.add("--backlot.s3.bucket=" + storage.bucket());
            arguments.add("--backlot.s3.access-key=" + storage.accessKey());
            arguments.add("--backlot.s3.secret-key=" + storage.secretKey());
        });
        if (!environment.containsKey("BACKLOT_MASTER_KEY")) {
            arguments.add("--backlot.master-key=" + MasterKeyFile.in(data).read());
        }
        if (services.mailbox().isPresent() && !environment.containsKey("SERVER_ADDRESS")) {
            // Whoever reaches the mailbox can read everybody's codes: standalone stays on this machine.
            arguments.add("--server.address=127.0.0.1");
        }
        wanted.settings().forEach((name, value) -> arguments.add("--" + name + "=" + value));
        return arguments;
    }

    /** The HTTP port that it listens on. */
    public int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    /** Where it keeps its data. */
    public Path dataFolder() {
        return data.path();
    }

    /** The parts of the program. */
    public ConfigurableApplicationContext context() {
        return context;
    }

    /** The mailbox, where mail stays here. */
    public Optional<Mailbox> mailbox() {
        return services.mailbox();
    }

    /** From now on this is closed before anything stops, however it comes to that; while it closes, all still works. */
    public void stopFirst(AutoCloseable part) {
        started.add(part);
    }

    @Override
    public void close() {
        started.close();
    }
}
