// Why this file exists: to say once, for the whole package, which edit lists are meant here.

/**
 * Edit decision lists in the CMX 3600 format (SMPTE 258M): made from circle takes, written and read back.
 *
 * <p>Plain values and text, without files, network or clock.
 */
@NullMarked
package org.backlot.wrap.query.edl;

import org.jspecify.annotations.NullMarked;
