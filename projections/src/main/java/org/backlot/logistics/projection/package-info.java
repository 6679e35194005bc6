/** Views of gear: who holds what, since when, and how they came by it. */
@NullMarked
package org.backlot.logistics.projection;

import org.jspecify.annotations.NullMarked;
