/** The endpoints and the socket's door to the commands of the live set. */
@NullMarked
package org.backlot.set.rest;

import org.jspecify.annotations.NullMarked;
