/** The event log as auditors read it. */
@NullMarked
package org.backlot.log.query;

import org.jspecify.annotations.NullMarked;
