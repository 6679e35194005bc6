/** A client of the public REST API that takes a recording to the program and brings clips back. */
@NullMarked
package org.backlot.clips.app.client;

import org.jspecify.annotations.NullMarked;
