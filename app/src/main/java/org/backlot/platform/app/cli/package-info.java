/** What can be typed after ./backlot. */
@NullMarked
package org.backlot.platform.app.cli;

import org.jspecify.annotations.NullMarked;
