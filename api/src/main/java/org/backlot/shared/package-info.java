/** What every context speaks: money, rejections, events and the caller of a command. */
@NullMarked
package org.backlot.shared;

import org.jspecify.annotations.NullMarked;
