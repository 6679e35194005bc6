package org.backlot.identity.app;

import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The mail server, where one is configured. Without it mail waits in its queue. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("backlot.smtp.host")
class MailWiring {
    private static final String PATIENCE_MILLIS = "10000";

    @Bean
    JavaMailSender mailSender(
            @Value("${backlot.smtp.host}") String host,
            @Value("${backlot.smtp.port:25}") int port,
            @Value("${backlot.smtp.user:}") String user,
            @Value("${backlot.smtp.password:}") String password,
            @Value("${backlot.smtp.starttls:false}") boolean startTls) {
        var sender = new JavaMailSenderImpl();
        sender.setHost(host);
        sender.setPort(port);
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        var settings = sender.getJavaMailProperties();
        if (!user.isBlank()) {
            sender.setUsername(user);
            sender.setPassword(password);
            settings.setProperty("mail.smtp.auth", "true");
        }
        if (startTls) {
            settings.setProperty("mail.smtp.starttls.enable", "true");
            settings.setProperty("mail.smtp.starttls.required", "true");
            settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        }
        // A mail server that does not answer must not hold a worker for ever.
        settings.setProperty("mail.smtp.connectiontimeout", PATIENCE_MILLIS);
        settings.setProperty("mail.smtp.timeout", PATIENCE_MILLIS);
        settings.setProperty("mail.smtp.writetimeout", PATIENCE_MILLIS);
        return sender;
    }
}
