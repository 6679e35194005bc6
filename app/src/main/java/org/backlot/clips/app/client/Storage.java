// Why this file exists: files go to the storage and come from it by signed links, past the program; a line that breaks
// off is the common case for the larger ones.
package org.backlot.clips.app.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Sends and fetches by signed links; tries again where a line breaks off or the storage has a fault. */
final class Storage {
    private static final int ATTEMPTS = 3;
    private static final int OK = 200;
    private static final int FAULT = 500;
    private static final int EXPIRED = 403;
    private static final int THERE_ALREADY = 412;

    private final HttpClient http;

    Storage(HttpClient http) {
        this.http = http;
    }

    /** Sends a file or a part of it. */
    void put(String what, URI link, Map<String, String> headers, BodyPublisher body) throws InterruptedException {
        var request = HttpRequest.newBuilder(link).PUT(body);
        headers.forEach(request::header);
        repeated("To send " + what, request.build(), BodyHandlers.ofString());
    }

    /** Fetches a file into another, which is replaced. */
    void get(String what, URI link, Path into) throws InterruptedException {
        var whole = BodyHandlers.ofFile(
                into, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        repeated("To fetch " + what, HttpRequest.newBuilder(link).GET().build(), whole);
    }

    private void repeated(String tried, HttpRequest request, HttpResponse.BodyHandler<?> answer)
            throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt == ATTEMPTS;
            try {
                int status = http.send(request, answer).statusCode();
                // All had arrived before the line broke off; only its answer was lost.
                boolean arrivedBefore = attempt > 1 && status == THERE_ALREADY;
                if (status == OK || arrivedBefore) {
                    return;
                }
                if (status < FAULT || last) {
                    throw new ClipFailed("%s was refused by the storage with status %d%s."
                            .formatted(tried, status, status == EXPIRED ? ": the link is not valid any more" : ""));
                }
            } catch (IOException brokenOff) {
                if (last) {
                    throw new ClipFailed(tried + " failed: " + brokenOff, brokenOff);
                }
            }
        }
    }
}
