/** The event log as its readers see it. */
@NullMarked
package org.backlot.log.api;

import org.jspecify.annotations.NullMarked;
