/** Reads of the live set: state, takes, mission clock. */
@NullMarked
package org.backlot.set.query;

import org.jspecify.annotations.NullMarked;
