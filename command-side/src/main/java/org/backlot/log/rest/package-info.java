/** REST that accepts an operator's decisions about the log's followers. */
@NullMarked
package org.backlot.log.rest;

import org.jspecify.annotations.NullMarked;
