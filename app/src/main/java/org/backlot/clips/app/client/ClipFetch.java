package org.backlot.clips.app.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.backlot.clips.api.ClipFileName;
import tools.jackson.databind.JsonNode;

/** Brings the files of finished clips to the person's folder. */
final class ClipFetch {
    private static final String UNKNOWN_ENDING = "bin";

    private final SignedIn api;
    private final Storage storage;
    private final OutFolder out;

    ClipFetch(SignedIn api, Storage storage, OutFolder out) {
        this.api = api;
        this.storage = storage;
        this.out = out;
    }

    /**
     * Fetches all files of a clip, beside each other and over none that is there.
     *
     * @param clip as the API shows it
     * @return the files, the picture first
     */
    List<Path> fetch(JsonNode clip) throws InterruptedException, IOException {
        var called =
                new ClipFileName(clip.path("rank").asInt(), clip.path("title").asString());
        var files = api.read(
                "Clip " + called.rank(), "/api/v1/clips/" + clip.path("clipId").asString() + "/files");
        var links = new LinkedHashMap<String, URI>();
        for (var file : files.path("data")) {
            links.putIfAbsent(
                    endingOf(file.path("fileName").asString()),
                    URI.create(file.path("url").asString()));
        }
        var unfinished = new LinkedHashMap<String, Path>();
        try {
            for (var link : links.entrySet()) {
                var file = out.unfinished();
                unfinished.put(link.getKey(), file);
                storage.get(called.with(link.getKey()), link.getValue(), file);
            }
            return named(called, unfinished);
        } finally {
            for (var left : unfinished.values()) {
                Files.deleteIfExists(left);
            }
        }
    }

    private List<Path> named(ClipFileName called, Map<String, Path> unfinished) throws IOException {
        int copy = out.freeCopy(called, unfinished.keySet());
        var named = new ArrayList<Path>();
        for (var file : unfinished.entrySet()) {
            named.add(named(called, file.getKey(), copy, file.getValue()));
        }
        return named;
    }

    private Path named(ClipFileName called, String ending, int firstCopy, Path unfinished) throws IOException {
        for (int copy = firstCopy; ; copy++) {
            try {
                return out.named(unfinished, called.with(ending, copy));
            } catch (FileAlreadyExistsException somebodyWasFaster) {
                // The next number, then.
            }
        }
    }

    // The rest of the name is made here: what names a file on this machine is decided on this machine.
    private static String endingOf(String fileName) {
        int dot = fileName.indexOf('.');
        var ending = fileName.substring(dot + 1);
        return dot >= 0 && ClipFileName.isEnding(ending) ? ending : UNKNOWN_ENDING;
    }
}
