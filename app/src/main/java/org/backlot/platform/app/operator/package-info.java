/** What the person at the machine may do beside the public API: rebuild views, read the standalone mailbox. */
@NullMarked
package org.backlot.platform.app.operator;

import org.jspecify.annotations.NullMarked;
