/** The sign-off of daily reports: its rules and their aggregate. */
@NullMarked
package org.backlot.wrap.command;

import org.jspecify.annotations.NullMarked;
