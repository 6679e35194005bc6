/** The way of a write: one request, one transaction, one answer that can be repeated. */
@NullMarked
package org.backlot.platform.command;

import org.jspecify.annotations.NullMarked;
