/** Workspaces and their members. */
@NullMarked
package org.backlot.identity.command.workspace;

import org.jspecify.annotations.NullMarked;
