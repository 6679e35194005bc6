/** People, sign-ins, workspaces and who may do what. */
@NullMarked
package org.backlot.identity.api;

import org.jspecify.annotations.NullMarked;
