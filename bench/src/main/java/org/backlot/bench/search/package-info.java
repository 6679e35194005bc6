/** Searches for talents and calls, beside the same searches without the program. */
@NullMarked
package org.backlot.bench.search;

import org.jspecify.annotations.NullMarked;
