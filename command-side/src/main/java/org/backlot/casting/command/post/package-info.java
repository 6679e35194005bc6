/** Posts that were found, until it is known what they are (CST-4). */
@NullMarked
package org.backlot.casting.command.post;

import org.jspecify.annotations.NullMarked;
