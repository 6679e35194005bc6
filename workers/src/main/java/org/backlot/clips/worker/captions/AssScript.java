package org.backlot.clips.worker.captions;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.backlot.clips.worker.ffmpeg.Rational;

/** Writes cues as Advanced SubStation Alpha, one event per word and state, each exactly where the layout puts it. */
final class AssScript {
    private AssScript() {}

    static String of(List<Cue> cues, CaptionLayout layout, Rational rate) {
        double em = layout.look().fontSize() * Math.min(layout.width(), layout.height());
        var outline = layout.look().outline();
        var script = new StringBuilder("""
                [Script Info]
                ScriptType: v4.00+
                PlayResX: %d
                PlayResY: %d
                ScaledBorderAndShadow: yes
                WrapStyle: 2
                YCbCr Matrix: None

                [V4+ Styles]
                Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, \
                Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, \
                MarginR, MarginV, Encoding
                Style: Word,%s,%s,&H00FFFFFF,&H00FFFFFF,&H00%s,&H00000000,0,0,0,0,100,100,0,0,1,%s,0,5,0,0,0,-1

                [Events]
                Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
            """.formatted(
                        layout.width(),
                        layout.height(),
                        layout.font().name(),
                        number(layout.font().lineHeight(em)),
                        "%02X%02X%02X".formatted(outline.blue(), outline.green(), outline.red()),
                        number(layout.outline())));
        for (var cue : cues) {
            script.append("Dialogue: 0,")
                    .append(time(rate, cue.from()))
                    .append(',')
                    .append(time(rate, cue.to()))
                    .append(",Word,,0,0,0,,{")
                    .append(tags(cue, layout))
                    .append('}')
                    .append(text(cue))
                    .append('\n');
        }
        return script.toString();
    }

    private static String tags(Cue cue, CaptionLayout layout) {
        var word = cue.word();
        var motion = cue.motion();
        var tags = new StringBuilder();
        if (motion.liftFrom() == motion.liftTo()) {
            tags.append("\\pos(%s,%s)".formatted(number(word.x()), number(word.y() - motion.liftTo() * word.em())));
        } else {
            tags.append("\\move(%s,%s,%s,%s,0,%d)"
                    .formatted(
                            number(word.x()),
                            number(word.y() - motion.liftFrom() * word.em()),
                            number(word.x()),
                            number(word.y() - motion.liftTo() * word.em()),
                            motion.millis()));
        }
        tags.append("\\fs").append(number(layout.font().lineHeight(word.em())));
        if (cue.filledWith().isPresent()) {
            tags.append("\\1c").append(cue.filledWith().get().inAss());
            tags.append("\\2c").append(cue.colour().inAss());
            tags.append("\\kf").append(Math.round(cue.fillMillis() / 10.0));
        } else {
            tags.append("\\1c").append(cue.colour().inAss());
        }
        if (motion.scaleFrom() != motion.scaleTo()) {
            var from = number(100 * motion.scaleFrom());
            var to = number(100 * motion.scaleTo());
            tags.append("\\fscx%s\\fscy%s\\t(0,%d,\\fscx%s\\fscy%s)".formatted(from, from, motion.millis(), to, to));
        }
        return tags.toString();
    }

    private static String text(Cue cue) {
        var text = cue.word().text();
        if (cue.letters() >= text.length()) {
            return plain(text);
        }
        return plain(text.substring(0, cue.letters())) + "{\\alpha&HFF&}" + plain(text.substring(cue.letters()));
    }

    /** Braces and backslashes would be commands. */
    private static String plain(String text) {
        return text.replace('{', '(').replace('}', ')').replace('\\', '/');
    }

    /**
     * ASS knows hundredths of a second. The last one at or before a frame's beginning is after the beginning of the frame
     * before it, so that exactly the frames that are meant show the event.
     */
    private static String time(Rational rate, long frame) {
        long hundredths = rate.secondsOf(frame)
                .multiply(BigDecimal.valueOf(100))
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
        return String.format(
                Locale.ROOT,
                "%d:%02d:%02d.%02d",
                hundredths / 360_000,
                hundredths / 6_000 % 60,
                hundredths / 100 % 60,
                hundredths % 100);
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
