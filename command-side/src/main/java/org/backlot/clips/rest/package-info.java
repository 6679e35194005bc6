/** Clip jobs, clips and brand kits over HTTP. */
@NullMarked
package org.backlot.clips.rest;

import org.jspecify.annotations.NullMarked;
