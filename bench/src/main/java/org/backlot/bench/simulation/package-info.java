/**
 * The log among processes that are killed, connections that are cut and a database that stops: whatever was told must be
 * true afterwards. What happens when is a function of a seed.
 */
@NullMarked
package org.backlot.bench.simulation;

import org.jspecify.annotations.NullMarked;
