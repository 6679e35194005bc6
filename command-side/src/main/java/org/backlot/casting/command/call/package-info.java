/** The rules of casting calls: who says what, who lets it through, when it is over. */
@NullMarked
package org.backlot.casting.command.call;

import org.jspecify.annotations.NullMarked;
