/** Access tokens and the keys that sign them. */
@NullMarked
package org.backlot.identity.command.token;

import org.jspecify.annotations.NullMarked;
