/** The rules of talent profiles: what is said, who consents, what may be sent. */
@NullMarked
package org.backlot.casting.command.talent;

import org.jspecify.annotations.NullMarked;
