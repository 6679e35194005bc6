/** The object storage by S3, and its wiring. */
@NullMarked
package org.backlot.media.app;

import org.jspecify.annotations.NullMarked;
