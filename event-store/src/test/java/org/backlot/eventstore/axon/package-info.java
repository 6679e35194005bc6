@NullMarked
package org.backlot.eventstore.axon;

import org.jspecify.annotations.NullMarked;
