/** The contract of the modules, as tests. */
@NullMarked
package org.backlot.architecture;

import org.jspecify.annotations.NullMarked;
