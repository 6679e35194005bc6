/** The packaged program as processes of its own: killed at any moment, told to stop, several sharing the work. */
@NullMarked
package org.backlot.crash;

import org.jspecify.annotations.NullMarked;
