package org.backlot.identity.worker;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import org.backlot.identity.api.OneTimeCode;
import org.backlot.shared.ServerSecret;
import org.backlot.shared.id.VerificationCodeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;

/**
 * Sends what is in the queue, and tries again, ever less often, until it went out or is worth nothing any more. The
 * Message-ID follows from the event: where an attempt broke off after the server had taken the mail, the recipient's
 * program sees the second copy as the same. No failure is logged as it comes, for mail servers quote addresses.
 */
@Configuration(proxyBeanMethods = false)
class MailTask {
    static final String NAME = "mail";

    private static final Duration UNTIL_VIEW_CATCHES_UP = Duration.ofMillis(100);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(MailTask.class);

    private final Recipients recipients;
    private final ObjectProvider<JavaMailSender> senders;
    private final ServerSecret secret;
    private final Clock clock;
    private final String from;

    MailTask(
            Recipients recipients,
            ObjectProvider<JavaMailSender> senders,
            ServerSecret secret,
            Clock clock,
            @Value("${backlot.mail.from:no-reply@backlot.invalid}") String from) {
        this.recipients = recipients;
        this.senders = senders;
        this.secret = secret;
        this.clock = clock;
        this.from = from;
    }

    /** The task for db-scheduler. */
    @Bean
    Task<MailOrder> mail() {
        return Tasks.custom(NAME, MailOrder.class)
                .onFailure((complete, operations) ->
                        operations.reschedule(complete, clock.instant().plus(LONGEST_WAIT)))
                .execute((instance, _) -> deliver(instance.getId(), instance.getData()));
    }

    /** What becomes of an order: done with it, or tried again at a later time. */
    CompletionHandler<MailOrder> deliver(String eventId, MailOrder order) {
        if (order.expiresAtMillis() <= clock.millis()) {
            LOG.info("Mail for event {} is given up: what it carries has expired", eventId);
            return new CompletionHandler.OnCompleteRemove<>();
        }
        return switch (recipients.of(order)) {
            case Recipients.Found.Nobody _ -> new CompletionHandler.OnCompleteRemove<>();
            case Recipients.Found.NotYet _ -> later(order, UNTIL_VIEW_CATCHES_UP);
            case Recipients.Found.Somebody somebody -> send(eventId, order, somebody);
        };
    }

    private CompletionHandler<MailOrder> send(String eventId, MailOrder order, Recipients.Found.Somebody somebody) {
        var sender = senders.getIfAvailable();
        if (sender == null) {
            LOG.warn("Mail for event {} waits: no mail server is configured (backlot.smtp.host)", eventId);
            return later(order.again(), backOff(order));
        }
        try {
            sender.send(message(sender, eventId, somebody.address(), letter(order, somebody)));
            return new CompletionHandler.OnCompleteRemove<>();
        } catch (MailException | MessagingException failure) {
            var wait = backOff(order);
            LOG.warn(
                    "Mail for event {} was not taken ({}), attempt {}; again in {}",
                    eventId,
                    failure.getClass().getSimpleName(),
                    order.attempts() + 1,
                    wait);
            return later(order.again(), wait);
        }
    }

    private Letter letter(MailOrder order, Recipients.Found.Somebody somebody) {
        return switch (order.kind()) {
            case VERIFICATION_CODE ->
                Letter.verification(OneTimeCode.of(secret, new VerificationCodeId(order.subject())));
            case INVITATION -> Letter.invitation(order.subject().toString(), somebody.workspace());
            case GUARDIAN_ASKED -> Letter.guardianAsked(order.subject());
            case CONSENT_GIVEN -> Letter.consent("Your guardian has consented");
            case CONSENT_WITHDRAWN -> Letter.consent("Your guardian consents no longer");
            case APPLICATION_RECEIVED -> Letter.application("Somebody has applied to your call", order.subject());
            case APPLICATION_WITHDRAWN -> Letter.application("An application was withdrawn", order.subject());
            case APPLICATION_SHORTLISTED -> Letter.application("You are on the shortlist", order.subject());
            case APPLICATION_CALLED_BACK -> Letter.application("You are called back", order.subject());
            case APPLICATION_OFFERED -> Letter.application("You are offered a role", order.subject());
            case APPLICATION_REJECTED -> Letter.application("Your application was not successful", order.subject());
            case WARD_SHORTLISTED ->
                Letter.application("A minor for whom you answer is on the shortlist", order.subject());
            case WARD_CALLED_BACK -> Letter.application("A minor for whom you answer is called back", order.subject());
            case WARD_OFFERED -> Letter.application("A minor for whom you answer is offered a role", order.subject());
            case WARD_REJECTED ->
                Letter.application("An application of a minor for whom you answer was not successful", order.subject());
            case OFFER_ACCEPTED -> Letter.application("Your offer was accepted", order.subject());
            case OFFER_DECLINED -> Letter.application("Your offer was declined", order.subject());
            case CALL_APPROVED -> Letter.call("Your casting call is published", order.subject());
            case CALL_REJECTED -> Letter.call("Your casting call was not approved", order.subject());
            case CALL_MERGED -> Letter.call("Your casting call was merged with another one", order.subject());
            case SEARCH_ALERT -> Letter.searchAlert(order.subject());
        };
    }

    private MimeMessage message(JavaMailSender sender, String eventId, String to, Letter letter)
            throws MessagingException {
        var message = sender.createMimeMessage();
        var parts = new MimeMessageHelper(message, StandardCharsets.UTF_8.name());
        parts.setFrom(from);
        parts.setTo(to);
        parts.setSubject(letter.subject());
        parts.setText(letter.text());
        parts.setSentDate(Date.from(clock.instant()));
        message.setHeader("Message-ID", "<" + eventId + "@" + from.substring(from.indexOf('@') + 1) + ">");
        message.setHeader("Auto-Submitted", "auto-generated");
        return message;
    }

    private CompletionHandler<MailOrder> later(MailOrder order, Duration wait) {
        return (complete, operations) ->
                operations.reschedule(complete, clock.instant().plus(wait), order);
    }

    private static Duration backOff(MailOrder order) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(order.attempts(), MOST_DOUBLINGS));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
