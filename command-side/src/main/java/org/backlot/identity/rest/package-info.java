/** Registering, signing in and out, workspaces and crews over HTTP. */
@NullMarked
package org.backlot.identity.rest;

import org.jspecify.annotations.NullMarked;
