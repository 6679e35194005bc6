/** The way of messages over Kafka: sent until a broker has kept them, taken one after the other, acknowledged when done. */
@NullMarked
package org.backlot.clips.worker.kafka;

import org.jspecify.annotations.NullMarked;
