/** Sources in which casting calls are looked for (CST-4). */
@NullMarked
package org.backlot.casting.command.source;

import org.jspecify.annotations.NullMarked;
