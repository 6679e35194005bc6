/** Mail about profiles, calls and applications. */
@NullMarked
package org.backlot.casting.worker;

import org.jspecify.annotations.NullMarked;
