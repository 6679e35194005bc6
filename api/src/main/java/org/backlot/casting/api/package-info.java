/** What can be said of talent, casting calls and applications. */
@NullMarked
package org.backlot.casting.api;

import org.jspecify.annotations.NullMarked;
