/** Which parts exist in which role. */
@NullMarked
package org.backlot.platform.app.wiring;

import org.jspecify.annotations.NullMarked;
