/** What is done with uploaded files outside: they are scanned, and removed. */
@NullMarked
package org.backlot.media.worker;

import org.jspecify.annotations.NullMarked;
