package org.backlot.identity.worker;

import java.util.Optional;
import java.util.UUID;
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

    static Letter guardianAsked(UUID minor) {
        return new Letter("You are asked to consent for a minor", """
                Somebody under 18 has named you as their guardian on Backlot.

                Nothing of them is seen, and they can apply for nothing, unless you consent. Sign in and look
                at those for whom you answer, among them the account
                %s
                You can withdraw a consent at any time. If you do not know who this is, you need do nothing.
                """.formatted(minor));
    }

    static Letter consent(String subject) {
        return new Letter(subject, """
                %s.

                Sign in to Backlot and look at your talent profile.
                """.formatted(subject));
    }

    static Letter application(String subject, UUID application) {
        return new Letter(subject, """
                %s.

                Sign in to Backlot and look at the application
                %s
                """.formatted(subject, application));
    }

    static Letter call(String subject, UUID call) {
        return new Letter(subject, """
                %s.

                A moderator has looked at it. Sign in to Backlot and read why in the history of your call
                %s
                """.formatted(subject, call));
    }

    static Letter searchAlert(UUID savedSearch) {
        return new Letter("There is something new for a search you keep", """
                There is something new for a search you keep.

                Sign in to Backlot and look at the alerts of the search
                %s
                You get this at most once an hour for each search. Delete the search to get it no more.
                """.formatted(savedSearch));
    }

    /** Never the text: it may hold a code. */
    @Override
    public String toString() {
        return "Letter[" + subject + "]";
    }
}
