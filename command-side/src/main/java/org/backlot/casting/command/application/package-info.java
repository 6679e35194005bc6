/** The rules of applications: from the first word to the last answer. */
@NullMarked
package org.backlot.casting.command.application;

import org.jspecify.annotations.NullMarked;
