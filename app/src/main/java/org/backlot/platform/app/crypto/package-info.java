/** The master key, what is derived from it, and the keys of persons. */
@NullMarked
package org.backlot.platform.app.crypto;

import org.jspecify.annotations.NullMarked;
