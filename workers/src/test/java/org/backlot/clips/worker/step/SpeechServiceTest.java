// The services are played by a server of this test: what reaches them, and what becomes of their answers. None was
// asked for real.
package org.backlot.clips.worker.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.backlot.clips.api.StepKind;
import org.backlot.clips.api.StepOrder;
import org.backlot.clips.worker.Material;
import org.backlot.clips.worker.ffmpeg.Cancellation;
import org.backlot.clips.worker.ffmpeg.FfmpegRun;
import org.backlot.clips.worker.ffmpeg.WorkFolder;
import org.backlot.clips.worker.transcript.Word;
import org.backlot.shared.id.JobId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeechServiceTest {
    private static final String OPENAI = """
            {"language":"en","duration":2.0,"text":"Roll it.","segments":[],
             "words":[{"word":" Roll","start":0.23,"end":0.56},{"word":"it.","start":0.61,"end":1.0}]}""";
    private static final String DEEPGRAM = """
            {"metadata":{"request_id":"r"},"results":{"channels":[{"detected_language":"en","alternatives":[{
             "transcript":"Roll it.","confidence":0.9,"words":[
             {"word":"roll","start":0.23,"end":0.56,"confidence":0.9,"punctuated_word":"Roll"},
             {"word":"it","start":0.61,"end":1.0,"confidence":0.9}]}]}]}}""";

    @TempDir
    Path folder;

    private final CompletableFuture<String> asked = new CompletableFuture<>();
    private final CompletableFuture<String> sent = new CompletableFuture<>();
    private HttpServer server;
    private int status = 200;
    private String answer = OPENAI;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        asked.complete(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        sent.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
        var body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private String address() {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort();
    }

    private Transcriber openAi() {
        return OpenAiSpeech.configured(
                        Map.of(OpenAiSpeech.URL, address() + "/v1/", OpenAiSpeech.KEY, "sesame"), Material.ffmpeg())
                .orElseThrow();
    }

    private List<Word> transcribe(Transcriber service, Cancellation cancellation) throws Exception {
        return transcribe(
                service,
                Files.writeString(folder.resolve("audio.flac"), "fLaC, as far as anybody looks"),
                cancellation);
    }

    private List<Word> transcribe(Transcriber service, Path audio, Cancellation cancellation) throws Exception {
        try (var work = WorkFolder.under(folder.resolve("work"), 1)) {
            var job = new JobId(new UUID(1, 1));
            var order = new StepOrder(
                    job,
                    Workshop.WORKSPACE,
                    StepKind.TRANSCRIBE.idIn(job, null),
                    StepKind.TRANSCRIBE,
                    null,
                    1,
                    List.of(),
                    "{}",
                    Instant.EPOCH);
            var storage = new FolderStorage(Workshop.WORKSPACE, folder);
            return service.transcribe(audio, new StepRoom(order, storage, work, cancellation, _ -> {}, _ -> {}))
                    .words();
        }
    }

    @Test
    @DisplayName(
            "CLP-4: a service of OpenAI's shape is sent the sound as a form, and its words are taken with their times")
    void open_ai() throws Exception {
        assertThat(transcribe(openAi(), Cancellation.none()))
                .containsExactly(new Word("Roll", 230, 560, false), new Word("it.", 610, 1_000, false));

        assertThat(asked.get()).isEqualTo("POST /v1/audio/transcriptions Bearer sesame");
        assertThat(sent.get())
                .contains(
                        "name=\"model\"\r\n\r\nwhisper-large-v3\r\n",
                        "name=\"response_format\"\r\n\r\nverbose_json\r\n")
                .contains("name=\"timestamp_granularities[]\"\r\n\r\nword\r\n")
                .contains(
                        "filename=\"audio.flac\"\r\nContent-Type: audio/flac\r\n\r\nfLaC, as far as anybody looks\r\n--");
    }

    @Test
    @DisplayName("CLP-4: Deepgram is sent the sound as it is, and its words are taken with their punctuation")
    void deepgram() throws Exception {
        answer = DEEPGRAM;
        var deepgram = DeepgramSpeech.configured(
                        Map.of(
                                DeepgramSpeech.URL,
                                address(),
                                DeepgramSpeech.KEY,
                                "sesame",
                                DeepgramSpeech.MODEL,
                                "nova"),
                        Material.ffmpeg())
                .orElseThrow();

        assertThat(transcribe(deepgram, Cancellation.none()))
                .containsExactly(new Word("Roll", 230, 560, false), new Word("it", 610, 1_000, false));

        assertThat(asked.get()).startsWith("POST /v1/listen?model=nova&").endsWith(" Token sesame");
        assertThat(sent.get()).isEqualTo("fLaC, as far as anybody looks");
    }

    @Test
    @DisplayName("CLP-4: a sound that is too large is sent in pieces of ten minutes, and words keep their times")
    void pieces() throws Exception {
        var large = folder.resolve("long.flac");
        Material.run(new FfmpegRun()
                .generated("sine=frequency=440:sample_rate=16000:duration=620")
                .add("-c:a", "flac", "-compression_level", "0")
                .to(large));
        var service = OpenAiSpeech.configured(
                        Map.of(OpenAiSpeech.URL, address() + "/v1"), Material.ffmpeg(), Files.size(large) - 1)
                .orElseThrow();

        var words = transcribe(service, large, Cancellation.none());

        assertThat(words.stream().map(Word::text)).containsExactly("Roll", "it.", "Roll", "it.");
        assertThat(words.get(2).startMillis()).isBetween(600_230L, 600_500L);
    }

    @ParameterizedTest
    @DisplayName("CLP-4: a refusal of key or sound ends the step for good")
    @CsvSource({
        "401, PROVIDER_KEY_REFUSED",
        "403, PROVIDER_KEY_REFUSED",
        "400, PROVIDER_REFUSED",
        "302, PROVIDER_REFUSED"
    })
    void refused(int refusal, String code) {
        status = refusal;

        assertThatThrownBy(() -> transcribe(openAi(), Cancellation.none()))
                .isInstanceOfSatisfying(StepRefused.class, refused -> {
                    assertThat(refused.code()).isEqualTo(code);
                    assertThat(refused.line()).doesNotContain("sesame");
                });
    }

    @ParameterizedTest
    @DisplayName("CLP-4: a service that has no time is asked again later")
    @ValueSource(ints = {408, 429, 500, 503})
    void busy(int busy) {
        status = busy;

        assertThatThrownBy(() -> transcribe(openAi(), Cancellation.none())).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @DisplayName("CLP-4: an answer that is no list of words is no transcript")
    @ValueSource(
            strings = {
                "<html>",
                "{\"words\":[{\"word\":\"Roll\"}]}",
                "{\"words\":[{\"word\":\"x\",\"start\":-3,\"end\":1}]}"
            })
    void nonsense(String said) {
        answer = said;

        assertThatThrownBy(() -> transcribe(openAi(), Cancellation.none())).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("CLP-4: a model that gives a text without times is refused for good: nothing could be cut by it")
    void without_times() {
        answer = "{\"text\":\"Roll it.\"}";

        assertThatThrownBy(() -> transcribe(openAi(), Cancellation.none()))
                .isInstanceOfSatisfying(
                        StepRefused.class, refused -> assertThat(refused.code()).isEqualTo("PROVIDER_WITHOUT_TIMES"));
    }
}
