/** What production tells: projects, units and the slate with its live state. */
@NullMarked
package org.backlot.production.query;

import org.jspecify.annotations.NullMarked;
