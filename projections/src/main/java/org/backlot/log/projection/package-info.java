/** The log itself, indexed for those who audit it. */
@NullMarked
package org.backlot.log.projection;

import org.jspecify.annotations.NullMarked;
