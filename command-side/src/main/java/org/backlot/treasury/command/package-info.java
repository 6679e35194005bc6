/** What may happen to a project's money, and the aggregate that keeps it. */
@NullMarked
package org.backlot.treasury.command;

import org.jspecify.annotations.NullMarked;
