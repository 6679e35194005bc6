/** The program: its command line, its roles, its start and its end. */
@NullMarked
package org.backlot.platform.app;

import org.jspecify.annotations.NullMarked;
