/** What is said on Kafka between those who want work done and those who do it. The classes of the messages are made of the schemas in {@code src/main/avro}. */
@NullMarked
package org.backlot.clips.message;

import org.jspecify.annotations.NullMarked;
