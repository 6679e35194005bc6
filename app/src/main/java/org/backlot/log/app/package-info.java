/** The event log on PostgreSQL, those who follow it, and the rebuilding of views. */
@NullMarked
package org.backlot.log.app;

import org.jspecify.annotations.NullMarked;
