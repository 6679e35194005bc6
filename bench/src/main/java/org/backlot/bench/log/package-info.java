/** How fast the event log is, beside other logs on the same PostgreSQL. */
@NullMarked
package org.backlot.bench.log;

import org.jspecify.annotations.NullMarked;
