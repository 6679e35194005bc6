/** A screenplay on its way in: read, named by its digest, kept beside the log. */
@NullMarked
package org.backlot.production.command.upload;

import org.jspecify.annotations.NullMarked;
