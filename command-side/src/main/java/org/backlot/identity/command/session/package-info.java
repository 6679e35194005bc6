/** Sessions: one per sign-in, with a refresh token that is used once. */
@NullMarked
package org.backlot.identity.command.session;

import org.jspecify.annotations.NullMarked;
