/** What can be said of uploaded media, and how the object storage is spoken to. */
@NullMarked
package org.backlot.media.api;

import org.jspecify.annotations.NullMarked;
