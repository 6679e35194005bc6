package org.backlot.identity.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.backlot.identity.api.OneTimeCode;
import org.backlot.shared.ServerSecret;
import org.backlot.shared.id.VerificationCodeId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailTaskTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final UUID ACCOUNT = new UUID(0, 1);
    private static final UUID CODE = new UUID(0, 2);
    private static final ServerSecret SECRET = (purpose, text) -> new byte[32];
    private static final Recipients.Found LEILA = new Recipients.Found.Somebody("leila@example.org", Optional.empty());

    private final Post post = new Post();

    @Test
    @DisplayName("IDN-1: the code goes to the address of the account, under a Message-ID that a second attempt repeats")
    void sends() throws Exception {
        assertThat(task(LEILA, Optional.of(post)).deliver("event-7", order(0)))
                .isInstanceOf(CompletionHandler.OnCompleteRemove.class);
        task(LEILA, Optional.of(post)).deliver("event-7", order(0));

        var mail = post.sent.getFirst();
        assertThat(mail.getRecipients(Message.RecipientType.TO)[0].toString()).isEqualTo("leila@example.org");
        assertThat(mail.getContent().toString())
                .contains(OneTimeCode.of(SECRET, new VerificationCodeId(CODE)).value());
        assertThat(mail.getHeader("Message-ID")).containsExactly("<event-7@backlot.example>");
        assertThat(post.sent.getLast().getHeader("Message-ID")).isEqualTo(mail.getHeader("Message-ID"));
    }

    @Test
    @DisplayName("IDN-1: a mail waits for a server that refuses it, for one that is not configured, and for the view")
    void waits() {
        post.refuses = true;

        assertWaits(task(LEILA, Optional.of(post)));
        assertWaits(task(LEILA, Optional.empty()));
        assertWaits(task(new Recipients.Found.NotYet(), Optional.of(post)));
        assertThat(post.sent).isEmpty();
    }

    @Test
    @DisplayName("CMP-2: nobody writes to a person who was erased, nor with a code that has expired")
    void gives_up() {
        assertThat(task(new Recipients.Found.Nobody(), Optional.of(post)).deliver("event-7", order(0)))
                .isInstanceOf(CompletionHandler.OnCompleteRemove.class);
        var late = new MailOrder(MailOrder.Kind.VERIFICATION_CODE, ACCOUNT, CODE, NOON.toEpochMilli(), 3);
        assertThat(task(LEILA, Optional.of(post)).deliver("event-7", late))
                .isInstanceOf(CompletionHandler.OnCompleteRemove.class);
        assertThat(post.sent).isEmpty();
    }

    @Test
    @DisplayName(
            "IDN-9 CST-3: a guardian who withdrew while the mail server was away is not written to once it is back")
    void asks_at_each_attempt() {
        var answers = new ArrayDeque<Recipients.Found>(List.of(LEILA, new Recipients.Found.Nobody()));
        var task = asking(_ -> answers.remove(), Optional.of(post));

        post.refuses = true;
        assertWaits(task);
        post.refuses = false;

        assertThat(task.deliver("event-7", order(2))).isInstanceOf(CompletionHandler.OnCompleteRemove.class);
        assertThat(post.sent).isEmpty();
    }

    @Test
    @DisplayName("CMP-3: what waits in the queue holds neither an address nor a code")
    void queue_holds_nothing_personal() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(order(0));
        }

        assertThat(bytes.toString(StandardCharsets.ISO_8859_1))
                .doesNotContain("@")
                .doesNotContain(
                        OneTimeCode.of(SECRET, new VerificationCodeId(CODE)).value());
    }

    @ParameterizedTest
    @EnumSource(MailOrder.Kind.class)
    @DisplayName("CST-3 CST-5 IDN-9 CMP-3: every kind of mail has a subject of its own, and names nobody")
    void kinds(MailOrder.Kind kind) throws Exception {
        var order =
                new MailOrder(kind, ACCOUNT, CODE, NOON.plus(Duration.ofDays(7)).toEpochMilli(), 0);

        assertThat(task(LEILA, Optional.of(post)).deliver("event-7", order))
                .isInstanceOf(CompletionHandler.OnCompleteRemove.class);

        var mail = post.sent.getFirst();
        assertThat(mail.getSubject()).isNotBlank();
        assertThat(mail.getContent().toString()).contains("Backlot").doesNotContain("leila");
        for (var other : MailOrder.Kind.values()) {
            if (other != kind) {
                task(LEILA, Optional.of(post))
                        .deliver(
                                "event-8",
                                new MailOrder(
                                        other,
                                        ACCOUNT,
                                        CODE,
                                        NOON.plus(Duration.ofDays(7)).toEpochMilli(),
                                        0));
                assertThat(post.sent.getLast().getSubject()).as(other.name()).isNotEqualTo(mail.getSubject());
            }
        }
    }

    private static void assertWaits(MailTask task) {
        assertThat(task.deliver("event-7", order(1))).isNotInstanceOf(CompletionHandler.OnCompleteRemove.class);
    }

    private static MailOrder order(int attempts) {
        return new MailOrder(
                MailOrder.Kind.VERIFICATION_CODE,
                ACCOUNT,
                CODE,
                NOON.plus(Duration.ofMinutes(10)).toEpochMilli(),
                attempts);
    }

    private static MailTask task(Recipients.Found found, Optional<JavaMailSender> sender) {
        return asking(_ -> found, sender);
    }

    private static MailTask asking(Recipients recipients, Optional<JavaMailSender> sender) {
        var beans = new StaticListableBeanFactory();
        sender.ifPresent(bean -> beans.addBean("sender", bean));
        return new MailTask(
                recipients,
                beans.getBeanProvider(JavaMailSender.class),
                SECRET,
                Clock.fixed(NOON, ZoneOffset.UTC),
                "no-reply@backlot.example");
    }

    /** Takes mail, or refuses it. */
    private static final class Post extends JavaMailSenderImpl {
        private final List<MimeMessage> sent = new ArrayList<>();
        private boolean refuses;

        Post() {
            setSession(Session.getInstance(new Properties()));
        }

        @Override
        protected void doSend(MimeMessage[] messages, Object @org.jspecify.annotations.Nullable [] originals) {
            if (refuses) {
                throw new MailSendException("550 leila@example.org unknown");
            }
            sent.addAll(List.of(messages));
        }
    }
}
