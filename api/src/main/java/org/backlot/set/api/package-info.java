/** The live set: camera rolls and cuts, takes, the mission clock. */
@NullMarked
package org.backlot.set.api;

import org.jspecify.annotations.NullMarked;
