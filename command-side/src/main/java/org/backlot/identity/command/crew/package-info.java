/** Who may do what on a project. */
@NullMarked
package org.backlot.identity.command.crew;

import org.jspecify.annotations.NullMarked;
