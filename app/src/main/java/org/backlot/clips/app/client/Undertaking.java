package org.backlot.clips.app.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.backlot.platform.app.demo.ScenarioFailed;
import org.jspecify.annotations.Nullable;

/** What has been begun at the program for this command, and has to be taken back where the command is stopped. */
final class Undertaking implements AutoCloseable {
    private static final String WHY = "stopped at the command line";

    private final SignedIn api;
    private final Consumer<String> tell;
    private final Set<String> uploads = new LinkedHashSet<>();
    private @Nullable String job;
    private boolean over;

    Undertaking(SignedIn api, Consumer<String> tell) {
        this.api = api;
        this.tell = tell;
    }

    /** A file will be sent. */
    synchronized void promised(String asset) {
        uploads.add(asset);
    }

    /** A job is asked for: from now on the uploads are its material. */
    synchronized void asked(String jobId) {
        job = jobId;
    }

    /** The job was not made. */
    synchronized void refused() {
        job = null;
    }

    /** The job has come to its end, or will be watched by nobody here; nothing is taken back any more. */
    synchronized void over() {
        over = true;
    }

    /** Takes back what is not over: cancels the job, or gives up the uploads where there is none yet. Does so once. */
    @Override
    public synchronized void close() {
        if (over) {
            return;
        }
        over = true;
        try {
            if (job != null) {
                int status = api.delete("/api/v1/jobs/%s?reason=%s"
                                .formatted(job, URLEncoder.encode(WHY, StandardCharsets.UTF_8)))
                        .status();
                tell.accept(status < 300 ? "The job was cancelled." : "The job was not cancelled: status " + status);
            } else if (!uploads.isEmpty()) {
                uploads.forEach(asset -> api.delete("/api/v1/upload/" + asset));
                tell.accept("The upload was given up.");
            }
        } catch (ScenarioFailed unreachable) {
            tell.accept("%s was not cancelled: %s"
                    .formatted(
                            Optional.ofNullable(job).map(id -> "Job " + id).orElse("The upload"),
                            unreachable.getMessage()));
        }
    }
}
