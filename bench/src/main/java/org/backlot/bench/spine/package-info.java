/** How many commands the program takes, beside what the database under it could take. */
@NullMarked
package org.backlot.bench.spine;

import org.jspecify.annotations.NullMarked;
