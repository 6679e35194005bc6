/** Access checks of the query side. */
@NullMarked
package org.backlot.identity.query.access;

import org.jspecify.annotations.NullMarked;
