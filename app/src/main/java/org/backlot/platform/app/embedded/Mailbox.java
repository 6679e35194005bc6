// A fresh machine has no mail server, but nobody can log in without the one-time password that comes by mail. So the
// standalone program receives its own mail, over real SMTP, and shows it.
package org.backlot.platform.app.embedded;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A mail server on the loopback interface that keeps the latest messages in memory, whoever they are for. */
public final class Mailbox implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Mailbox.class);
    private static final int KEPT = 1_000;
    private static final long PATIENCE_MILLIS = 10_000;

    private final GreenMail server;
    private final Clock clock;
    private final Deque<Mail> mails = new ArrayDeque<>();
    private @Nullable MovingMessage latest;

    private Mailbox(GreenMail server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    /**
     * Starts it, empty.
     *
     * @param port the port to listen on, or 0 for any free one
     */
    public static Mailbox start(int port, Clock clock) {
        var setup = new ServerSetup(port, FreePort.LOOPBACK, ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(PATIENCE_MILLIS);
        var server = new GreenMail(setup);
        server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        var mailbox = new Mailbox(server, clock);
        // Every message comes to us, once per address, instead of to accounts that would have to be made first.
        server.getUserManager().setMessageDeliveryHandler((_, address) -> mailbox.new Addressee(address));
        try {
            server.start();
        } catch (IllegalStateException failure) {
            throw new EmbeddedServiceFailed("The mailbox did not start on port " + port, failure);
        }
        log.info("The mailbox is ready on port {}", mailbox.address().port());
        return mailbox;
    }

    /** Where mail is to be handed in. */
    public SmtpAddress address() {
        return new SmtpAddress(FreePort.LOOPBACK, server.getSmtp().getPort());
    }

    /** All messages that are kept, oldest first. */
    public synchronized List<Mail> messages() {
        return List.copyOf(mails);
    }

    /** The messages delivered to that address, oldest first. */
    public List<Mail> messagesFor(String address) {
        return messages().stream().filter(mail -> mail.isFor(address)).toList();
    }

    /** A message to several people is delivered to each of them in turn, and kept once. */
    @SuppressWarnings("ReferenceEquality") // the same message again, not one that says the same
    private synchronized void receive(MovingMessage message) {
        if (message == latest) {
            return;
        }
        latest = message;
        mails.addLast(read(message));
        if (mails.size() > KEPT) {
            mails.removeFirst();
        }
    }

    private Mail read(MovingMessage message) {
        try {
            var content = message.getMessage();
            var subject = content.getSubject();
            return new Mail(
                    message.getReturnPath().getEmail(),
                    message.getToAddresses().stream()
                            .map(MailAddress::getEmail)
                            .sorted()
                            .toList(),
                    subject == null ? "" : subject,
                    MailText.of(content),
                    clock.instant());
        } catch (MessagingException | IOException failure) {
            // The sender is told: the server answers it with an error.
            throw new IllegalStateException("A message could not be read", failure);
        }
    }

    /** Stops it; its messages are gone. */
    @Override
    public void close() {
        server.stop();
    }

    /** One address of a message, standing in for the account that GreenMail would deliver to. */
    private final class Addressee extends NoAccount {
        Addressee(MailAddress address) {
            super(address.getEmail());
        }

        @Override
        public void deliver(MovingMessage message) {
            receive(message);
        }
    }
}
