/** What of casting belongs to no single layer. */
@NullMarked
package org.backlot.casting.app;

import org.jspecify.annotations.NullMarked;
