/** Views of talent, casting calls and applications. */
@NullMarked
package org.backlot.casting.projection;

import org.jspecify.annotations.NullMarked;
