/** Where gear was seen: telemetry beside the log, kept for thirty days. */
@NullMarked
package org.backlot.logistics.command.telemetry;

import org.jspecify.annotations.NullMarked;
