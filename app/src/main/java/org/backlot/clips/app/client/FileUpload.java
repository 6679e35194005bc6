package org.backlot.clips.app.client;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.backlot.platform.app.demo.ApiClient;
import tools.jackson.databind.JsonNode;

/** Takes a file to the storage: asks for links, sends it whole or in parts as the answer says, confirms. */
final class FileUpload {
    private final SignedIn api;
    private final Storage storage;
    private final ProgressDisplay display;
    private final Undertaking undertaking;

    FileUpload(SignedIn api, Storage storage, ProgressDisplay display, Undertaking undertaking) {
        this.api = api;
        this.storage = storage;
        this.display = display;
        this.undertaking = undertaking;
    }

    /** The key under which the file lies afterwards. */
    String send(String label, InputFile file) throws InterruptedException {
        var name = file.shownName();
        var promised = api.post(
                "The upload of " + name,
                "/api/v1/upload/presign",
                ApiClient.object()
                        .put("fileName", name)
                        .put("contentType", file.type().value())
                        .put("size", file.size()),
                UUID.randomUUID().toString());
        var asset = promised.path("assetId").asString();
        undertaking.promised(asset);
        var shown = new Shown(label, file.size());
        shown.at(0);
        if (promised.path("parts").isEmpty()) {
            storage.put(
                    name,
                    URI.create(promised.path("url").asString()),
                    headers(promised.path("headers")),
                    FileSlice.body(file.path(), 0, file.size(), shown::at));
        } else {
            for (var part : promised.path("parts")) {
                storage.put(
                        "part %d of %s".formatted(part.path("number").asInt(), name),
                        URI.create(part.path("url").asString()),
                        Map.of(),
                        FileSlice.body(
                                file.path(),
                                part.path("offset").asLong(),
                                part.path("size").asLong(),
                                shown::at));
            }
        }
        api.post(
                "The upload of " + name,
                "/api/v1/upload/confirm",
                ApiClient.object().put("assetId", asset),
                UUID.randomUUID().toString());
        display.show(ProgressLine.settled(label, label, "done, " + Bytes.shown(file.size())));
        return promised.path("fileKey").asString();
    }

    private static Map<String, String> headers(JsonNode headers) {
        var all = new LinkedHashMap<String, String>();
        headers.properties()
                .forEach(header -> all.put(header.getKey(), header.getValue().asString()));
        return all;
    }

    /** How much has been sent, told once per percent. */
    private final class Shown {
        private static final int ALL = 100;

        private final String label;
        private final long size;
        private int percent = -1;

        Shown(String label, long size) {
            this.label = label;
            this.size = size;
        }

        synchronized void at(long sent) {
            int now = Math.toIntExact(sent * ALL / size);
            if (now != percent) {
                percent = now;
                display.show(ProgressLine.running(label, label, "of " + Bytes.shown(size), now));
            }
        }
    }
}
