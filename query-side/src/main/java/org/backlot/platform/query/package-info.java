/** The way of a read: wait for the position asked for, check access, answer. */
@NullMarked
package org.backlot.platform.query;

import org.jspecify.annotations.NullMarked;
