/** REST that accepts commands to treasury and contracts. */
@NullMarked
package org.backlot.treasury.rest;

import org.jspecify.annotations.NullMarked;
