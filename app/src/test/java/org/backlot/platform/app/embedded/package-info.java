/** The embedded services, with real servers and real kills. */
@NullMarked
package org.backlot.platform.app.embedded;

import org.jspecify.annotations.NullMarked;
