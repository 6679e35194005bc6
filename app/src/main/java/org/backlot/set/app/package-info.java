/** The live set in the running program: who drives its Redis state, and how that is made again. */
@NullMarked
package org.backlot.set.app;

import org.jspecify.annotations.NullMarked;
