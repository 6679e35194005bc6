/** The whole program, through HTTP and WebSocket. */
@NullMarked
package org.backlot.e2e;

import org.jspecify.annotations.NullMarked;
