package org.backlot.identity.worker;

import java.util.Optional;
import org.backlot.identity.api.OneTimeCode;

/**
 * The words of a mail.
 *
 * @param subject one line
 * @param text plain text
 */
record Letter(String subject, String text) {
    static Letter verification(OneTimeCode code) {
        return new Letter("Your Backlot code", """
                Your Backlot code is %s.

                It is good for ten minutes. Nobody from Backlot will ever ask you for it.
                If you did not register, you need do nothing.
                """.formatted(code.value()));
    }

    static Letter invitation(String invitationId, Optional<String> workspace) {
        return new Letter("You are invited to a workspace on Backlot", """
                You are invited to join %s on Backlot.

                Sign in, or register with this address, and accept the invitation
                %s
                within seven days. If you do not know who sent this, you need do nothing.
                """.formatted(
                        workspace.orElse("a workspace"), invitationId));
    }

    /** Never the text: it may hold a code. */
    @Override
    public String toString() {
        return "Letter[" + subject + "]";
    }
}
