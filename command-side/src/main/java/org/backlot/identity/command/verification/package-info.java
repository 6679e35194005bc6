/** Verified identities. */
@NullMarked
package org.backlot.identity.command.verification;

import org.jspecify.annotations.NullMarked;
