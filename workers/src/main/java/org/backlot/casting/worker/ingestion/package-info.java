/** Reads sources and makes calls of what is found (CST-4): Firecrawl, Whapi, rules, and a model where there is one. */
@NullMarked
package org.backlot.casting.worker.ingestion;

import org.jspecify.annotations.NullMarked;
