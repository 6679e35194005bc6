package org.backlot.clips.worker.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.backlot.clips.api.SelectedClip;
import org.backlot.clips.worker.selection.Scoring.Scored;
import org.backlot.clips.worker.transcript.Phrase;

/** Chooses clips of a recording: own candidates, own score, own choice; a model may order and word them (CLP-5). */
public final class ClipSelection {
    private static final long MILLIS = 1000;

    private ClipSelection() {}

    /** Who has put the clips in order. */
    public enum RankedBy {
        OWN_SCORE,
        MODEL,
        /** Its answer was refused; our own score stands. */
        MODEL_REFUSED
    }

    /**
     * What was chosen.
     *
     * @param clips best first; empty where nothing of the wanted length can be cut out
     */
    public record Selection(List<SelectedClip> clips, RankedBy rankedBy) {
        public Selection {
            clips = List.copyOf(clips);
        }
    }

    /** By our own score. */
    public static Selection select(Material material, ClipLimits limits) {
        var clips = chosen(material, limits).stream().map(ClipSelection::clip).toList();
        return new Selection(clips, RankedBy.OWN_SCORE);
    }

    /** By a model where one answers as it should, else by our own score. The clips and their times are the same. */
    public static Selection select(Material material, ClipLimits limits, ClipRanker ranker) {
        var chosen = chosen(material, limits);
        var own = new Selection(chosen.stream().map(ClipSelection::clip).toList(), RankedBy.OWN_SCORE);
        if (chosen.isEmpty()) {
            return own;
        }
        return ranker.rank(offered(chosen))
                .map(answer -> Ranking.read(answer, own.clips())
                        .map(ranked -> new Selection(ranked, RankedBy.MODEL))
                        .orElseGet(() -> new Selection(own.clips(), RankedBy.MODEL_REFUSED)))
                .orElse(own);
    }

    private static List<Scored> chosen(Material material, ClipLimits limits) {
        var scoring = new Scoring(material);
        var candidates =
                new Stretches(material, limits).all().stream().map(scoring::of).toList();
        return Choice.of(candidates, limits.most());
    }

    private static SelectedClip clip(Scored scored) {
        var stretch = scored.stretch();
        return new SelectedClip(
                stretch.startMillis(), stretch.endMillis(), OwnWords.of(stretch), scored.score(), scored.parts());
    }

    private static List<ClipRanker.Offered> offered(List<Scored> chosen) {
        var offered = new ArrayList<ClipRanker.Offered>();
        for (var scored : chosen) {
            offered.add(new ClipRanker.Offered(
                    offered.size() + 1,
                    scored.stretch().length() / MILLIS,
                    scored.score(),
                    scored.stretch().phrases().stream().map(Phrase::text).collect(Collectors.joining(" "))));
        }
        return List.copyOf(offered);
    }
}
