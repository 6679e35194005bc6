// What must be true when all is over, whoever was killed on the way. Apart from the run, so that a test can show of
// each that
// it would notice.
package org.backlot.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.backlot.crash.ClipLog.of;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What holds of clip jobs that have all come to their end.
 *
 * @param clips how many clips each job was to give
 * @param events all that happened to clip jobs, clips and uploads
 */
record ClipInvariants(Map<String, Integer> clips, List<ClipLog.Recorded> events) {
    /** INGEST to CLIP_SELECT. */
    static final int STEPS_PER_JOB = 7;
    /** RENDER and EXPORT. */
    static final int STEPS_PER_CLIP = 2;

    /** How many steps there are to do for so many clips of so many jobs. */
    static int steps(int jobs, int clips) {
        return jobs * STEPS_PER_JOB + clips * STEPS_PER_CLIP;
    }

    private int allClips() {
        return clips.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Each job came to review once, with all of its clips, and nothing was given up. */
    void everyJobIsInReview() {
        assertThat(of("clips.ClipJobFailed", events))
                .as("jobs that have failed")
                .isEmpty();
        assertThat(of("clips.StepGivenUp", events))
                .as("steps that were given up")
                .isEmpty();
        var ready = new HashMap<String, Integer>();
        of("clips.ReviewReached", events)
                .forEach(event -> assertThat(ready.put(
                                event.text("jobId"),
                                event.payload().path("ready").asInt()))
                        .as("job %s came to review before", event.text("jobId"))
                        .isNull());
        assertThat(ready).as("clips that are ready, of each job").isEqualTo(clips);
    }

    /** No job came to review before each of its clips knew that it is ready. */
    void reviewComesLast() {
        var exported = new HashMap<String, Integer>();
        for (var event : events) {
            switch (event.type()) {
                case "clips.ClipVersionExported" -> exported.merge(event.text("jobId"), 1, Integer::sum);
                case "clips.ReviewReached" ->
                    assertThat(exported.get(event.text("jobId")))
                            .as("clips of job %s that were ready when it came to review", event.text("jobId"))
                            .isEqualTo(clips.get(event.text("jobId")));
                default -> {}
            }
        }
    }

    /** Each chosen clip was planned, rendered and exported once, and each step was done once. */
    void eachClipOnce() {
        var chosen = of("clips.ClipsSelected", events)
                .flatMap(event -> event.payload().path("clips").valueStream())
                .map(clip -> clip.path("clipId").asString())
                .toList();
        assertThat(chosen).as("chosen clips").doesNotHaveDuplicates().hasSize(allClips());
        for (var once : List.of("clips.ClipPlanned", "clips.ClipVersionRendered", "clips.ClipVersionExported")) {
            assertThat(of(once, events).map(event -> event.text("clipId")))
                    .as("clips of %s", once)
                    .containsExactlyInAnyOrderElementsOf(chosen);
        }
        assertThat(of("clips.StepCompleted", events).map(event -> event.text("stepId")))
                .as("steps that were done")
                .doesNotHaveDuplicates()
                .hasSize(steps(clips.size(), allClips()));
        assertThat(of("clips.ClipVersionRendered", events))
                .allSatisfy(event -> assertThat(event.payload().path("files").valueStream())
                        .as("films of clip %s", event.text("clipId"))
                        .filteredOn(file -> file.path("name").asString().equals("video"))
                        .hasSize(1));
    }

    /**
     * Whatever lies in the storage, somebody knows of it; and whatever somebody knows of lies there.
     *
     * @param stored the size of each file, by its key
     */
    void noFileIsUnknown(Map<String, Long> stored) {
        var known = new HashSet<String>();
        of("media.UploadRequested", events).forEach(event -> known.add(event.text("fileKey")));
        of("clips.StepCompleted", events)
                .flatMap(event -> event.payload().path("outputs").valueStream())
                .forEach(file -> known.add(file.path("key").asString()));
        // How a step has ended is kept beside its files, for the same order may come again.
        var outcomes = of("clips.StepCompleted", events)
                .map(event -> "/jobs/%s/%s/outcome-".formatted(event.text("jobId"), event.text("stepId")))
                .collect(Collectors.toSet());
        assertThat(known).as("files that are known, and lie there").isSubsetOf(stored.keySet());
        assertThat(stored.keySet())
                .as("files that nobody knows of")
                .filteredOn(key -> !known.contains(key) && !isOneOf(outcomes, key))
                .isEmpty();
        assertThat(stored.keySet())
                .as("one outcome for each step")
                .filteredOn(key -> isOneOf(outcomes, key))
                .hasSameSizeAs(outcomes);
        assertThat(stored).as("sizes of files").doesNotContainValue(0L);
    }

    private static boolean isOneOf(Set<String> outcomes, String key) {
        return outcomes.stream().anyMatch(key::contains);
    }
}
