package org.backlot.clips.worker.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptionFileTest {
    @Test
    @DisplayName("CLP-4: SRT gives words with times by their length, marked as worked out")
    void srt() throws UnreadableTranscript {
        var transcript = CaptionFile.srt("""
                \uFEFF1\r
                00:00:01,000 --> 00:00:02,000\r
                <i>The reel</i>\r
                \r
                2
                00:00:02,500 --> 00:00:03,500
                {\\an8}runs out &amp; stops.
                """);

        assertThat(transcript.words())
                .extracting(Word::text)
                .containsExactly("The", "reel", "runs", "out", "&", "stops.");
        assertThat(transcript.words()).allMatch(Word::interpolated);
        assertThat(transcript.words().get(0)).isEqualTo(new Word("The", 1_000, 1_444, true));
        assertThat(transcript.words().get(1)).isEqualTo(new Word("reel", 1_444, 2_000, true));
        assertThat(transcript.words().getLast().endMillis()).isEqualTo(3_500);
    }

    @Test
    @DisplayName("CLP-4: WebVTT with times inside a caption gives words with the times that were heard")
    void vtt_with_inner_times() throws UnreadableTranscript {
        var transcript = CaptionFile.vtt("""
                WEBVTT - made by hand
                Kind: captions

                NOTE
                nothing of this is said

                STYLE
                ::cue { color: red }

                intro
                01:00.000 --> 01:02.000 align:start position:0%
                <v Layla>The<00:01:00.500><c> reel</c><00:01:01.200><c> runs out</c>
                """);

        assertThat(transcript.words())
                .containsExactly(
                        new Word("The", 60_000, 60_500, false),
                        new Word("reel", 60_500, 61_200, false),
                        new Word("runs", 61_200, 61_644, true),
                        new Word("out", 61_644, 62_000, true));
    }

    @Test
    @DisplayName("CLP-4: captions that roll into each other still give words one after the other")
    void overlapping() throws UnreadableTranscript {
        var transcript = CaptionFile.srt("""
                1
                00:00:00,000 --> 00:00:04,000
                one two

                2
                00:00:01,000 --> 00:00:03,000
                three
                """);
        assertThat(transcript.words())
                .containsExactly(
                        new Word("one", 0, 1_000, true),
                        new Word("three", 1_000, 2_000, true),
                        new Word("two", 2_000, 4_000, true));
    }

    @Test
    @DisplayName("CLP-4: a file without captions is a transcript without words")
    void empty() throws UnreadableTranscript {
        assertThat(CaptionFile.srt("").words()).isEmpty();
        assertThat(CaptionFile.vtt("WEBVTT\n\n").words()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "1\n2\n3",
                "1\n00:00:01,000 -> 00:00:02,000\nword",
                "1\n00:00:02,000 --> 00:00:01,000\nword",
                "1\n00:61:00,000 --> 00:62:00,000\nword",
                "1\n0:0:1 --> 0:0:2\nword",
                "1\n99999:00:00,000 --> 99999:00:01,000\nword",
            })
    @DisplayName("CLP-4: what is no SRT is refused, with the line")
    void no_srt(String text) {
        assertThatThrownBy(() -> CaptionFile.srt(text))
                .isInstanceOf(UnreadableTranscript.class)
                .hasMessageStartingWith("line ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "WEBVTTx\n\n00:01.000 --> 00:02.000\nword",
                "WEBVTT\n\n00:01.000 --> 00:02.000\n<00:00:03.000>word",
                "WEBVTT\n\n00:01.000 --> 00:02.000\na<00:00:01.500>b<00:00:01.200>c",
            })
    @DisplayName("CLP-4: what is no WebVTT is refused")
    void no_vtt(String text) {
        assertThatThrownBy(() -> CaptionFile.vtt(text)).isInstanceOf(UnreadableTranscript.class);
    }

    @Test
    @DisplayName("CLP-4: words as JSON are read strictly, and written so that they read the same")
    void json() throws UnreadableTranscript {
        var transcript = TranscriptJson.read("""
                {"words":[{"text":"runs","startMillis":500,"endMillis":900},{"text":"It","startMillis":100,"endMillis":300}]}
                """);
        assertThat(transcript.words())
                .containsExactly(new Word("It", 100, 300, false), new Word("runs", 500, 900, false));
        assertThat(TranscriptJson.read(TranscriptJson.write(transcript))).isEqualTo(transcript);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"words\":null}",
                "{\"words\":[null]}",
                "{\"words\":[{\"text\":\"a\"}]}",
                "{\"words\":[{\"text\":\" \",\"startMillis\":0,\"endMillis\":1}]}",
                "{\"words\":[{\"text\":\"a\",\"startMillis\":5,\"endMillis\":1}]}",
                "{\"words\":[{\"text\":\"a\",\"startMillis\":-5,\"endMillis\":1}]}",
                "{\"words\":[],\"more\":1}",
                "{\"words\":[]} trailing",
            })
    @DisplayName("CLP-4: JSON that makes no sense is refused")
    void bad_json(String text) {
        assertThatThrownBy(() -> TranscriptJson.read(text)).isInstanceOf(UnreadableTranscript.class);
    }
}
