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

    /**
     * By the first model that answers as it should, else by our own score. The clips and their times are the same.
     *
     * @param rankers in the order in which they are asked
     */
    public static Selection select(Material material, ClipLimits limits, List<ClipRanker> rankers) {
        var chosen = chosen(material, limits);
        var own = chosen.stream().map(ClipSelection::clip).toList();
        var rankedBy = RankedBy.OWN_SCORE;
        if (!own.isEmpty()) {
            var offered = offered(chosen);
            for (var ranker : rankers) {
                var answer = ranker.rank(offered);
                var ranked = answer.flatMap(said -> Ranking.read(said, own));
                if (ranked.isPresent()) {
                    return new Selection(ranked.get(), RankedBy.MODEL);
                }
                rankedBy = answer.isPresent() ? RankedBy.MODEL_REFUSED : rankedBy;
            }
        }
        return new Selection(own, rankedBy);
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
