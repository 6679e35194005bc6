/** Projects, units, screenplays, scenes and shots. */
@NullMarked
package org.backlot.production.api;

import org.jspecify.annotations.NullMarked;
