/** Reads of talent, casting calls and applications. */
@NullMarked
package org.backlot.casting.query;

import org.jspecify.annotations.NullMarked;
