/** The floor of a unit: its rules and their aggregate. */
@NullMarked
package org.backlot.set.command;

import org.jspecify.annotations.NullMarked;
