/** Reads at the end of the day: daily reports and edit lists. */
@NullMarked
package org.backlot.wrap.query;

import org.jspecify.annotations.NullMarked;
