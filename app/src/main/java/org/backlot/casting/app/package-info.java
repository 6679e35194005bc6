/** How the parts of ingestion find one another. */
@NullMarked
package org.backlot.casting.app;

import org.jspecify.annotations.NullMarked;
