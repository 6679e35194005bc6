/** REST that accepts uploads. */
@NullMarked
package org.backlot.media.rest;

import org.jspecify.annotations.NullMarked;
