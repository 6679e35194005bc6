/**
 * The services Backlot brings along for whoever has none at hand: PostgreSQL, Redis and a mail server, kept under one
 * data folder, started in seconds, safe against being killed at any moment.
 *
 * <p>Plain Java: the program's wiring and the tests use it alike.
 */
@NullMarked
package org.backlot.platform.app.embedded;

import org.jspecify.annotations.NullMarked;
