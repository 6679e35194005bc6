/** Who may do what: the rules alone. Both sides load the facts in their own way and decide here. */
@NullMarked
package org.backlot.identity.api.access;

import org.jspecify.annotations.NullMarked;
