package org.backlot.log.app;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.backlot.log.api.Projection;
import org.backlot.shared.CommonRejection;
import org.backlot.shared.Rejection;

/** Every view that can be made again from the log, by name. */
public final class Rebuilds {
    private final List<Projection> projections;
    private final ProjectionRebuild rebuild;
    private final List<RebuildableElsewhere> elsewhere;

    public Rebuilds(List<Projection> projections, ProjectionRebuild rebuild, List<RebuildableElsewhere> elsewhere) {
        this.projections = projections;
        this.rebuild = rebuild;
        this.elsewhere = elsewhere;
    }

    /** A view that does not live in PostgreSQL and is rebuilt its own way. */
    public interface RebuildableElsewhere {
        String name();

        ProjectionRebuild.Report compare();

        ProjectionRebuild.Report compareAndSwap();
    }

    public List<String> names() {
        return Stream.concat(
                        projections.stream().map(Projection::name),
                        elsewhere.stream().map(RebuildableElsewhere::name))
                .sorted()
                .toList();
    }

    /** Throws {@code NOT_FOUND} where there is no such view. */
    public ProjectionRebuild.Report compare(String name) {
        return elsewhere.stream()
                .filter(other -> other.name().equals(name))
                .findFirst()
                .map(RebuildableElsewhere::compare)
                .orElseGet(() -> rebuild.compare(named(name)));
    }

    /** Throws {@code NOT_FOUND} where there is no such view. */
    public ProjectionRebuild.Report swap(String name) {
        return elsewhere.stream()
                .filter(other -> other.name().equals(name))
                .findFirst()
                .map(RebuildableElsewhere::compareAndSwap)
                .orElseGet(() -> rebuild.compareAndSwap(named(name)));
    }

    /** How far a rebuild of this process has come; empty where none runs, or where there is no telling. */
    public Optional<RebuildProgress> progress(String name) {
        return rebuild.progress(name);
    }

    /** Ends a rebuild of this process, and forgets what it has done; false where none runs. */
    public boolean cancel(String name) {
        return rebuild.cancel(name);
    }

    private Projection named(String name) {
        return projections.stream()
                .filter(projection -> projection.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Rejection.of(CommonRejection.NOT_FOUND, "There is no projection " + name + ".")
                        .with("projections", names()));
    }
}
