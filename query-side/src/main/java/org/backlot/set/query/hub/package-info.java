/** The hubs of a production: nodes near its crews, and which of them are there. */
@NullMarked
package org.backlot.set.query.hub;

import org.jspecify.annotations.NullMarked;
