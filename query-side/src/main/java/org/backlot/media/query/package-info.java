/** Reads of uploaded media. */
@NullMarked
package org.backlot.media.query;

import org.jspecify.annotations.NullMarked;
