package org.backlot.platform.app.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.backlot.platform.app.operator.OperatorToken;

/** The program that runs on a data folder, as the operator's commands ask it. */
final class RunningProgram {
    private final OperatorToken.Reach reach;

    private RunningProgram(OperatorToken.Reach reach) {
        this.reach = reach;
    }

    /** Where a program runs there, or ran there last. */
    static Optional<RunningProgram> on(Path data) {
        return OperatorToken.publishedIn(data).map(RunningProgram::new);
    }

    /** Where its API is. */
    URI base() {
        return URI.create("http://localhost:" + reach.port());
    }

    /** Whether it still runs: nobody else takes its token. */
    boolean answers() throws IOException, InterruptedException {
        try {
            return get("/operator/projections").statusCode() == 200;
        } catch (ConnectException nobodyThere) {
            return false;
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path).GET());
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(
                to(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(to(path).DELETE());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(base().resolve(path)).header(OperatorToken.HEADER, reach.token());
    }

    /** Throws {@link ConnectException} where none runs any more. */
    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        // A body sent with the offer to go on in HTTP/2 is answered 413.
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
