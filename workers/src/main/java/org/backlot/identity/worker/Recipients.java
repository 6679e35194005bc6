package org.backlot.identity.worker;

import java.util.Optional;

/** Looks up where a mail goes, at the moment it goes. */
interface Recipients {
    /** Where this order goes now. */
    Found of(MailOrder order);

    /** What is known of a recipient now. */
    sealed interface Found {
        /** The view has not read that far; ask again. */
        record NotYet() implements Found {}

        /** The person asked to be forgotten, the invitation was used, or nobody consents: there is nobody to write to. */
        record Nobody() implements Found {}

        /**
         * @param address where to
         * @param workspace the name of the workspace somebody is invited to; empty for other mail
         */
        record Somebody(String address, Optional<String> workspace) implements Found {
            @Override
            public String toString() {
                return "Somebody[…]";
            }
        }
    }
}
