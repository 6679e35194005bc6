/** Where production takes its commands over HTTP. */
@NullMarked
package org.backlot.production.rest;

import org.jspecify.annotations.NullMarked;
