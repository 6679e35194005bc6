package org.backlot.identity.command.nafath;

import org.backlot.identity.api.NationalId;
import org.backlot.shared.Rejection;
import reactor.core.publisher.Mono;

/** Nafath, the national single sign-on of Saudi Arabia, through whoever gives access to it. */
public interface NafathProvider {
    /** @throws Rejection {@code PROVIDER_NOT_CONFIGURED}, which says what to set */
    void requireConfigured();

    /**
     * Has the holder of a national ID asked, on their phone, who they are. What they answer comes later, to another
     * endpoint. Never blocks, ends within the patience that is configured, and asks once: nothing is known there of a
     * question that was asked before.
     *
     * @return the prompt, or the error {@link NafathUnanswered}
     */
    Mono<NafathPrompt> ask(NationalId nationalId);
}
