package org.backlot.platform.command;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Single statements that read what is committed, outside the transaction of the running unit of work. A unit that only
 * reads so and appends events has no transaction of its own, and its events are committed with those of others.
 *
 * @param jdbc for reading only
 */
public record CommittedReads(JdbcClient jdbc) {}
