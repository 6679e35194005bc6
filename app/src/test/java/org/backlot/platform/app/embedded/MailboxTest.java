// The demo reads its one-time password here as a person would: what was written has to be what is read.
package org.backlot.platform.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private static final Instant NOW = Instant.parse("2031-05-06T07:08:09Z");

    private Mailbox mailbox;

    @BeforeEach
    void start() {
        mailbox = Mailbox.start(0, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    @DisplayName("PLT-6: a message arrives with its words as they were written")
    void arrives() throws MessagingException {
        var message = message("Дубль: your code", "dana@example.org");
        message.setText("مرحبا Dana,\nyour code is 123456.\n", "UTF-8");
        Transport.send(message);

        assertThat(mailbox.messages())
                .containsExactly(new Mail(
                        "office@example.org",
                        List.of("dana@example.org"),
                        "Дубль: your code",
                        "مرحبا Dana,\nyour code is 123456.",
                        NOW));
    }

    @Test
    @DisplayName("PLT-6: a message to two people is kept once and found by each, whatever the case of their address")
    void two_people() throws MessagingException {
        var message = message("Call sheet", "Dana@example.org", "omar@example.org");
        message.setText("Tomorrow at six.");
        Transport.send(message);

        assertThat(mailbox.messages()).hasSize(1);
        assertThat(mailbox.messagesFor("dana@EXAMPLE.org")).hasSize(1);
        assertThat(mailbox.messagesFor("omar@example.org")).hasSize(1);
        assertThat(mailbox.messagesFor("nobody@example.org")).isEmpty();
    }

    @Test
    @DisplayName("PLT-6: of several parts the plain text is shown, and attachments are not")
    void parts() throws MessagingException {
        var attached = new MimeBodyPart();
        attached.setText("not this", "UTF-8");
        attached.setDisposition("attachment");
        var html = new MimeBodyPart();
        html.setContent("<p>nor this</p>", "text/html; charset=UTF-8");
        var plain = new MimeBodyPart();
        plain.setText("but this", "UTF-8");
        var either = new MimeBodyPart();
        either.setContent(new MimeMultipart("alternative", html, plain));
        var message = message("Parts", "dana@example.org");
        message.setContent(new MimeMultipart(attached, either));
        Transport.send(message);

        assertThat(mailbox.messagesFor("dana@example.org"))
                .extracting(Mail::text)
                .containsExactly("but this");
    }

    @Test
    @DisplayName("PLT-6: messages stay in the order in which they came")
    void order() throws MessagingException {
        for (var subject : new String[] {"first", "second", "third"}) {
            var message = message(subject, "dana@example.org");
            message.setText(subject);
            Transport.send(message);
        }
        assertThat(mailbox.messagesFor("dana@example.org"))
                .extracting(Mail::subject)
                .containsExactly("first", "second", "third");
    }

    private MimeMessage message(String subject, String... to) throws MessagingException {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", mailbox.address().host());
        properties.setProperty(
                "mail.smtp.port", Integer.toString(mailbox.address().port()));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("office@example.org"));
        for (var address : to) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(address));
        }
        message.setSubject(subject, "UTF-8");
        return message;
    }
}
