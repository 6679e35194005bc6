/** A whole production, played through the public API as its clients would. */
@NullMarked
package org.backlot.platform.app.demo;

import org.jspecify.annotations.NullMarked;
