package org.backlot.clips.command.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.backlot.clips.api.JobSettings;
import org.backlot.clips.api.JobSource;
import org.backlot.clips.api.RenderSettings;
import org.backlot.clips.api.SelectedClip;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a step is told besides its inputs, as JSON. The components of these records are part of the contract with workers. */
sealed interface StepSettings {
    JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    /** Nothing: the inputs say all. */
    record Plain() implements StepSettings {}

    record Ingest(JobSource source) implements StepSettings {}

    /** @param durationMillis how long the material is, where that is known */
    record Select(
            int maxClips,
            int minSeconds,
            int maxSeconds,
            @Nullable Long durationMillis) implements StepSettings {}

    /** Of render and export alike. */
    record Render(long startMillis, long endMillis, RenderSettings render) implements StepSettings {
        static Render of(SelectedClip selected, RenderSettings render) {
            return new Render(selected.startMillis(), selected.endMillis(), render);
        }
    }

    static StepSettings select(JobSettings settings, @Nullable Long durationMillis) {
        return new Select(settings.maxClips(), settings.minSeconds(), settings.maxSeconds(), durationMillis);
    }

    default String json() {
        return JSON.writeValueAsString(this);
    }
}
