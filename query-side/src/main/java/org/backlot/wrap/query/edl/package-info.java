// Why this file exists: to say once, for the whole package, which edits are meant here.

/**
 * Edits made from circle takes, for the cutting room: in story order, as timelines and as CMX 3600 lists.
 *
 * <p>Plain values, without files, network or clock.
 */
@NullMarked
package org.backlot.wrap.query.edl;

import org.jspecify.annotations.NullMarked;
