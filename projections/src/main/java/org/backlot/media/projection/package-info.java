/** Views of uploaded media. */
@NullMarked
package org.backlot.media.projection;

import org.jspecify.annotations.NullMarked;
