/** Who may do what, and what may be shown of people and workspaces. */
@NullMarked
package org.backlot.identity.projection;

import org.jspecify.annotations.NullMarked;
