/** Reads of gear: custody, its verification, the fleet, the QR code of a handoff. */
@NullMarked
package org.backlot.logistics.query;

import org.jspecify.annotations.NullMarked;
