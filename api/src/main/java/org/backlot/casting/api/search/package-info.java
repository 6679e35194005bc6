/** How talents and calls are searched for: what words mean the same, where places are, what was wished for (CST-6). */
@NullMarked
package org.backlot.casting.api.search;

import org.jspecify.annotations.NullMarked;
