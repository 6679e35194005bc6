// Mail comes in parts, and people read the plain one.
package org.backlot.platform.app.embedded;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds the words in a message. */
final class MailText {
    private MailText() {}

    /** The plain text where there is one, else any other text, else nothing. */
    static String of(Part message) throws MessagingException, IOException {
        var texts = new ArrayList<Part>();
        collect(message, texts);
        for (var text : texts) {
            if (text.isMimeType("text/plain")) {
                return words(text);
            }
        }
        return texts.isEmpty() ? "" : words(texts.getFirst());
    }

    private static void collect(Part part, List<Part> texts) throws MessagingException, IOException {
        if (part.isMimeType("text/*")) {
            if (!Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
                texts.add(part);
            }
        } else if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                collect(parts.getBodyPart(i), texts);
            }
        }
    }

    /** The line end that closes every message belongs to SMTP, not to what was written. */
    private static String words(Part text) throws MessagingException, IOException {
        return text.getContent().toString().replace("\r\n", "\n").stripTrailing();
    }
}
