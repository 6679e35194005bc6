/** What deadlines of all contexts have in common. */
@NullMarked
package org.backlot.platform.saga;

import org.jspecify.annotations.NullMarked;
