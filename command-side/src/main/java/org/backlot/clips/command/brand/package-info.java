/** The rules of brand kits. */
@NullMarked
package org.backlot.clips.command.brand;

import org.jspecify.annotations.NullMarked;
