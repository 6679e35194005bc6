/** Daily reports in PostgreSQL. */
@NullMarked
package org.backlot.wrap.projection;

import org.jspecify.annotations.NullMarked;
