/** The endpoint that signs a daily report. */
@NullMarked
package org.backlot.wrap.rest;

import org.jspecify.annotations.NullMarked;
