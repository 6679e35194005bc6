/** The journey of one piece of gear: its rules and the aggregate around them. */
@NullMarked
package org.backlot.logistics.command.dispatch;

import org.jspecify.annotations.NullMarked;
