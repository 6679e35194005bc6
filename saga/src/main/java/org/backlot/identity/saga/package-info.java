/** What ends by time in identity: verified identities. */
@NullMarked
package org.backlot.identity.saga;

import org.jspecify.annotations.NullMarked;
