/** Finding talents and calls: behind a port, with PostgreSQL on the other side (CST-6). */
@NullMarked
package org.backlot.casting.query.search;

import org.jspecify.annotations.NullMarked;
