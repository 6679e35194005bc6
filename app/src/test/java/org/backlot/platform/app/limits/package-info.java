/** Tests of how often somebody may ask. */
@NullMarked
package org.backlot.platform.app.limits;

import org.jspecify.annotations.NullMarked;
