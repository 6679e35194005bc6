package org.backlot.clips.projection;

import java.util.List;
import org.backlot.clips.api.BrandKitEvent;
import org.backlot.clips.api.ClipEvent;
import org.backlot.clips.api.ClipJobEvent;
import org.backlot.identity.api.AccountEvent.AccountErased;
import org.backlot.log.api.Projection;
import org.backlot.log.api.RecordedEvent;
import org.backlot.shared.Event;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Clip jobs, clips and brand kits as they are shown (CLP-1, CLP-7). */
@Component
public final class ClipsProjection implements Projection {
    private final JobRows jobs;
    private final StepRows steps;
    private final ClipRows clips;
    private final BrandKitRows brandKits;

    public ClipsProjection(JdbcClient jdbc, JsonMapper json) {
        this.jobs = new JobRows(jdbc, json);
        this.steps = new StepRows(jdbc, json);
        this.clips = new ClipRows(jdbc, json);
        this.brandKits = new BrandKitRows(jdbc, json);
    }

    @Override
    public String name() {
        return "clips";
    }

    @Override
    public List<String> tables() {
        return List.of("job", "step", "usage", "clip", "clip_version", "comment", "brand_kit");
    }

    @Override
    public boolean concerns(Event event) {
        return switch (event) {
            case ClipJobEvent _, ClipEvent _, BrandKitEvent _, AccountErased _ -> true;
            default -> false;
        };
    }

    @Override
    public void on(RecordedEvent recorded) {
        switch (recorded.payload()) {
            case ClipJobEvent event -> {
                jobs.on(event);
                steps.on(event, recorded.position());
            }
            case ClipEvent event -> clips.on(event, recorded.position());
            case BrandKitEvent event -> brandKits.on(event);
            case AccountErased event -> clips.erase(event.accountId());
            default -> {}
        }
    }
}
