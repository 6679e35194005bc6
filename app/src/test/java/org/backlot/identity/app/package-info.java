/** Tests of how identity is wired, and of the services outside that it asks. */
@NullMarked
package org.backlot.identity.app;

import org.jspecify.annotations.NullMarked;
