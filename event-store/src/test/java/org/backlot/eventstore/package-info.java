@NullMarked
package org.backlot.eventstore;

import org.jspecify.annotations.NullMarked;
