/** How soon a set's devices hear of a roll, beside socket.io. */
@NullMarked
package org.backlot.bench.hud;

import org.jspecify.annotations.NullMarked;
