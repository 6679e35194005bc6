/** What of logistics needs the whole program: the regular deletion of old positions. */
@NullMarked
package org.backlot.logistics.app;

import org.jspecify.annotations.NullMarked;
