/** Typed ids, so that a shot can never be passed for a scene. */
@NullMarked
package org.backlot.shared.id;

import org.jspecify.annotations.NullMarked;
