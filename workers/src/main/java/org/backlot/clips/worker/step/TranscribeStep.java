package org.backlot.clips.worker.step;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.backlot.clips.api.StepFact;
import org.backlot.clips.api.StepFile;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.worker.transcript.CaptionFile;
import org.backlot.clips.worker.transcript.Transcript;
import org.backlot.clips.worker.transcript.TranscriptJson;
import org.backlot.clips.worker.transcript.UnreadableTranscript;
import org.backlot.media.api.FileSignature;
import org.backlot.media.api.StorageKey;
import org.backlot.shared.Sha256;

/** Finds what is said: from what somebody has written down, else by a recogniser, where there is one. */
final class TranscribeStep implements StepWork {
    static final String TRANSCRIPT = "transcript";

    private static final long LARGEST_CAPTIONS = 20_000_000;
    private static final String JSON = "application/json";

    private final Optional<Transcriber> recogniser;

    TranscribeStep(Optional<Transcriber> recogniser) {
        this.recogniser = recogniser;
    }

    @Override
    public StepKind kind() {
        return StepKind.TRANSCRIBE;
    }

    @Override
    public StepOutcome run(StepRoom room) throws IOException, StepRefused {
        var captions = room.input(IngestStep.CAPTIONS);
        if (captions.isPresent()) {
            var written = TranscriptJson.write(read(captions.get(), room));
            return done(room.store(TRANSCRIPT, room.ownKey("transcript.json"), JSON, written), "captions");
        }
        var audio = room.input(AudioExtractStep.AUDIO);
        if (audio.isEmpty()) {
            return new StepOutcome.Skipped("the material has no sound, and no captions came with it");
        }
        return recogniser.isPresent()
                ? heard(recogniser.get(), audio.get(), room)
                : new StepOutcome.Skipped(
                        "nothing hears speech here: send captions with the upload, install pocketsphinx or name it in "
                                + Pocketsphinx.CONFIGURED + ", or name a service in " + OpenAiSpeech.URL
                                + " or its key in " + DeepgramSpeech.KEY);
    }

    private static StepOutcome heard(Transcriber recogniser, StorageKey audio, StepRoom room)
            throws IOException, StepRefused {
        var by = Sha256.hex(audio.value() + "\n" + recogniser.name());
        var key = room.sharedKey("analysis", by, "transcript-1.json");
        if (room.has(key)) {
            return done(new StepFile(TRANSCRIPT, key.value()), recogniser.name());
        }
        var transcript = recogniser.transcribe(room.fetch(audio, AudioExtractStep.AUDIO), room);
        return done(room.store(TRANSCRIPT, key, JSON, TranscriptJson.write(transcript)), recogniser.name());
    }

    private static StepOutcome done(StepFile transcript, String by) {
        return new StepOutcome.Done(List.of(transcript), List.of(new StepFact("transcribedBy", by)), List.of());
    }

    private static Transcript read(StorageKey captions, StepRoom room) throws IOException, StepRefused {
        var file = room.fetch(captions, IngestStep.CAPTIONS);
        if (Files.size(file) > LARGEST_CAPTIONS) {
            throw new StepRefused("CAPTIONS_UNREADABLE", "The captions are larger than 20 MB.");
        }
        try {
            return parsed(text(file));
        } catch (UnreadableTranscript unreadable) {
            throw new StepRefused("CAPTIONS_UNREADABLE", "The captions cannot be read: " + unreadable.getMessage());
        }
    }

    private static String text(Path file) throws IOException, StepRefused {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException notUtf8) {
            throw new StepRefused("CAPTIONS_UNREADABLE", "The captions cannot be read: they are not UTF-8.");
        }
    }

    // By what it is, not by what it was called: the name somebody gave the file is not kept in its key.
    private static Transcript parsed(String text) throws UnreadableTranscript, StepRefused {
        var start = text.substring(0, Math.min(text.length(), FileSignature.LOOKED_AT));
        return switch (FileSignature.of(start.getBytes(StandardCharsets.UTF_8))) {
            case SUBRIP -> CaptionFile.srt(text);
            case WEBVTT -> CaptionFile.vtt(text);
            case JSON -> TranscriptJson.read(text);
            default ->
                throw new StepRefused(
                        "CAPTIONS_UNREADABLE", "The captions are neither SRT nor WebVTT nor a transcript as JSON.");
        };
    }
}
