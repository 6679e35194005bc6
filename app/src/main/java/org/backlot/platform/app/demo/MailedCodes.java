package org.backlot.platform.app.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The six digits that were sent to an address, as they lie in the standalone mailbox. */
public final class MailedCodes {
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    private final ApiClient api;
    private final String email;

    public MailedCodes(ApiClient api, String email) {
        this.api = api;
        this.email = email;
    }

    /** All of them, the oldest first. */
    public List<String> all() {
        var codes = new ArrayList<String>();
        for (var mail : api.get("/standalone/mailbox").expectSuccess().json()) {
            var code = CODE.matcher(mail.path("text").asString());
            if (mail.path("to").toString().contains("\"" + email + "\"") && code.find()) {
                codes.add(code.group(1));
            }
        }
        return codes;
    }

    /** Waits for the next one after the first so many. */
    public String after(int mailsBefore) {
        return Await.until(
                "the code by mail", () -> all().stream().skip(mailsBefore).findFirst());
    }
}
