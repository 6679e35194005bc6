/** Requests that move gear: dispatch, handoff, position. */
@NullMarked
package org.backlot.logistics.rest;

import org.jspecify.annotations.NullMarked;
