/** The slate as rows: projects, units, scenes and shots with what the live set made of them. */
@NullMarked
package org.backlot.production.projection;

import org.jspecify.annotations.NullMarked;
