/** The log behind Axon's own interfaces: an {@code EventStorageEngine}, and an {@code EventStore} whose streams are woken. */
@NullMarked
package org.backlot.eventstore.axon;

import org.jspecify.annotations.NullMarked;
