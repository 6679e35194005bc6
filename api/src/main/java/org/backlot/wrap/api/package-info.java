/** The end of the day: daily production reports and edit lists. */
@NullMarked
package org.backlot.wrap.api;

import org.jspecify.annotations.NullMarked;
