/** Who may come in: security of the HTTP side, the operator and mail. */
@NullMarked
package org.backlot.identity.app;

import org.jspecify.annotations.NullMarked;
