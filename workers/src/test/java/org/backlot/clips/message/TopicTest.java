package org.backlot.clips.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TopicTest {
    @Test
    @DisplayName("PLT-5: there are 14 topics; orders are kept 7 days, what came of them 30, what is counted 90")
    void topics() {
        assertThat(Topic.values())
                .extracting(Topic::topicName)
                .containsExactly(
                        "jobs.ingest",
                        "jobs.audio-extract",
                        "jobs.transcribe",
                        "jobs.scene-detect",
                        "jobs.face-track",
                        "jobs.audio-analyze",
                        "jobs.clip-select",
                        "jobs.render",
                        "jobs.export",
                        "jobs.completed",
                        "jobs.failed",
                        "jobs.dead-letter",
                        "analytics.usage",
                        "analytics.clips");
        assertThat(Arrays.stream(Topic.values()).filter(Topic::carriesOrders))
                .hasSize(9)
                .allMatch(topic -> topic.retention().equals(Duration.ofDays(7)));
        assertThat(Topic.JOBS_FAILED.retention()).isEqualTo(Duration.ofDays(30));
        assertThat(Topic.ANALYTICS_USAGE.retention()).isEqualTo(Duration.ofDays(90));
    }

    @Test
    @DisplayName("PLT-5: each kind of step has a topic of its own")
    void of_step() {
        assertThat(Topic.ofStep("FACE_TRACK")).isEqualTo(Topic.JOBS_FACE_TRACK);
        assertThat(Topic.ofStep("render")).isEqualTo(Topic.JOBS_RENDER);
        assertThatThrownBy(() -> Topic.ofStep("COMPLETED")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Topic.ofStep("BAKE")).hasMessageContaining("BAKE");
    }
}
