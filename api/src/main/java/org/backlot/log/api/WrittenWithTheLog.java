package org.backlot.log.api;

/**
 * Marks a projection that is written inside the commit of the events themselves and so is never behind. Only for what
 * decides whether the next request is allowed: it makes every commit longer.
 */
public interface WrittenWithTheLog {}
