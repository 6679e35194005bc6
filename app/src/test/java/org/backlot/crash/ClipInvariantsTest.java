package org.backlot.crash;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("What must hold after clip jobs were disturbed")
class ClipInvariantsTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, Integer> ONE_CLIP = Map.of("job", 1);
    private static final int STEPS = ClipInvariants.steps(1, 1);

    private final List<ClipLog.Recorded> events = new ArrayList<>();
    private final Map<String, Long> stored = new HashMap<>();

    ClipInvariantsTest() {
        happened("media.UploadRequested", "{'fileKey':'ws/sources/a/original'}");
        stored.put("ws/sources/a/original", 9L);
        happened("clips.ClipsSelected", "{'jobId':'job','clips':[{'clipId':'clip'}]}");
        happened("clips.ClipPlanned", "{'clipId':'clip'}");
        IntStream.range(0, STEPS).forEach(this::done);
        happened("clips.ClipVersionRendered", "{'clipId':'clip','files':[{'name':'video'},{'name':'thumbnail'}]}");
        happened("clips.ClipVersionExported", "{'jobId':'job','clipId':'clip'}");
        happened("clips.ReviewReached", "{'jobId':'job','ready':1,'givenUp':0}");
    }

    private void happened(String type, String payload) {
        events.add(recorded(type, payload));
    }

    private static ClipLog.Recorded recorded(String type, String payload) {
        return new ClipLog.Recorded(type, JSON.readTree(payload.replace('\'', '"')));
    }

    private void done(int step) {
        happened(
                "clips.StepCompleted",
                "{'jobId':'job','stepId':'step-%1$d','outputs':[{'key':'ws/renders/%1$d'}]}".formatted(step));
        stored.put("ws/renders/" + step, 5L);
        stored.put("ws/jobs/job/step-%d/outcome-0f.json".formatted(step), 7L);
    }

    private ClipInvariants invariants() {
        return new ClipInvariants(ONE_CLIP, events);
    }

    @Test
    @DisplayName("CLP-2: they hold of a job that went well")
    void sound() {
        assertThatCode(() -> {
                    invariants().everyJobIsInReview();
                    invariants().reviewComesLast();
                    invariants().eachClipOnce();
                    invariants().noFileIsUnknown(stored);
                })
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("CLP-2: a job that failed, never ended, ended twice, gave up a step or lacks a clip is noticed")
    void jobs() {
        noticesAlso("clips.ClipJobFailed", "{'jobId':'job'}", "have failed");
        noticesAlso("clips.StepGivenUp", "{'jobId':'job'}", "given up");
        noticesAlso("clips.ReviewReached", "{'jobId':'job','ready':1}", "came to review before");
        events.removeLast();
        assertThatThrownBy(() -> invariants().everyJobIsInReview()).hasMessageContaining("of each job");
        happened("clips.ReviewReached", "{'jobId':'job','ready':0}");
        assertThatThrownBy(() -> invariants().everyJobIsInReview()).hasMessageContaining("of each job");
    }

    @Test
    @DisplayName("CLP-1 CLP-7: a job that came to review before its clip knew that it is ready is noticed")
    void early() {
        events.addLast(events.remove(events.size() - 2));
        assertThatThrownBy(() -> invariants().reviewComesLast()).hasMessageContaining("when it came to review");
    }

    private void noticesAlso(String type, String payload, String what) {
        happened(type, payload);
        assertThatThrownBy(() -> invariants().everyJobIsInReview()).hasMessageContaining(what);
        events.removeLast();
    }

    @Test
    @DisplayName(
            "CLP-1: a clip chosen, planned, rendered or exported twice or never, and a step done twice, are noticed")
    void clips() {
        var kinds = List.of(
                "clips.ClipsSelected",
                "clips.ClipPlanned",
                "clips.ClipVersionRendered",
                "clips.ClipVersionExported",
                "clips.StepCompleted");
        for (var kind : kinds) {
            var event = ClipLog.of(kind, events).findFirst().orElseThrow();
            var sound = List.copyOf(events);
            events.add(event);
            assertThatThrownBy(() -> invariants().eachClipOnce())
                    .as("%s twice", kind)
                    .isInstanceOf(AssertionError.class);
            events.clear();
            events.addAll(sound);
            events.remove(event);
            assertThatThrownBy(() -> invariants().eachClipOnce())
                    .as("no %s", kind)
                    .isInstanceOf(AssertionError.class);
            events.clear();
            events.addAll(sound);
        }
        var rendered =
                ClipLog.of("clips.ClipVersionRendered", events).findFirst().orElseThrow();
        events.set(
                events.indexOf(rendered),
                recorded("clips.ClipVersionRendered", "{'clipId':'clip','files':[{'name':'video'},{'name':'video'}]}"));
        assertThatThrownBy(() -> invariants().eachClipOnce()).hasMessageContaining("films of clip");
    }

    @Test
    @DisplayName("CLP-2: a file nobody knows of, one that is gone, an empty one and a second outcome are noticed")
    void files() {
        noticesFile("ws/renders/other/clip.mp4", 3L, "nobody knows of");
        noticesFile("ws/renders/0.part", 3L, "nobody knows of");
        noticesFile("ws/jobs/job/step-99/outcome-0f.json", 3L, "nobody knows of");
        noticesFile("ws/jobs/job/step-1/outcome-1f.json", 3L, "one outcome");
        stored.put("ws/renders/0", 0L);
        assertThatThrownBy(() -> invariants().noFileIsUnknown(stored)).hasMessageContaining("sizes");
        stored.remove("ws/renders/0");
        assertThatThrownBy(() -> invariants().noFileIsUnknown(stored)).hasMessageContaining("lie there");
    }

    private void noticesFile(String key, long size, String what) {
        stored.put(key, size);
        assertThatThrownBy(() -> invariants().noFileIsUnknown(stored)).hasMessageContaining(what);
        stored.remove(key);
    }
}
