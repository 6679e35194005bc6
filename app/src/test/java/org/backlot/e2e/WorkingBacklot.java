package org.backlot.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.backlot.platform.app.RunningBacklot;
import org.backlot.platform.app.demo.Person;

/** One whole Backlot whose workers do the steps themselves, with the real Kafka and the real ffmpeg. Started once. */
final class WorkingBacklot {
    private static final AtomicInteger PEOPLE = new AtomicInteger();
    private static final WorkingBacklot SHARED = new WorkingBacklot();

    private final Path data;
    private final RunningBacklot running;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private WorkingBacklot() {
        try {
            data = Files.createTempDirectory("backlot-working");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running = RunningBacklot.start(
                new RunningBacklot.Settings(
                        data,
                        0,
                        "all",
                        Map.of(
                                "backlot.deadlines.look-every", "50ms",
                                "backlot.limits.register-per-hour", "100000",
                                "backlot.limits.login-per-minute", "100000",
                                "backlot.limits.requests-per-minute", "1000000")),
                System.getenv());
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(running::close));
    }

    static WorkingBacklot shared() {
        return SHARED;
    }

    Path data() {
        return data;
    }

    RunningBacklot running() {
        return running;
    }

    HttpClient http() {
        return http;
    }

    /** Somebody new with a workspace of their own. */
    Person somebody() {
        int number = PEOPLE.incrementAndGet();
        return Person.joins(
                http,
                URI.create("http://localhost:" + running.port()),
                "Editor " + number,
                "production",
                "editor" + number + "@editors.example");
    }

    Uploads uploadsOf(Person person) {
        return new Uploads(http, person);
    }
}
