/** The socket of the live set: frames in and out, one bounded outbox per device. */
@NullMarked
package org.backlot.set.query.socket;

import org.jspecify.annotations.NullMarked;
