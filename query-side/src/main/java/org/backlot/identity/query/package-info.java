/** Reads about people, workspaces and sign-ins. */
@NullMarked
package org.backlot.identity.query;

import org.jspecify.annotations.NullMarked;
