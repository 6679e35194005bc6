/** The searched index once more, in the memory of this node: who matches, the best first. Who may be seen is not known here. */
@NullMarked
package org.backlot.casting.query.search.memory;

import org.jspecify.annotations.NullMarked;
