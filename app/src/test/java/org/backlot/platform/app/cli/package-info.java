/** Commands on a data folder whose program does not run. */
@NullMarked
package org.backlot.platform.app.cli;

import org.jspecify.annotations.NullMarked;
