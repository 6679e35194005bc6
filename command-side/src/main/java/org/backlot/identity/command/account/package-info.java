/** Accounts: registering, verifying, forgetting. */
@NullMarked
package org.backlot.identity.command.account;

import org.jspecify.annotations.NullMarked;
