/** Talent, casting calls and applications over HTTP. */
@NullMarked
package org.backlot.casting.rest;

import org.jspecify.annotations.NullMarked;
