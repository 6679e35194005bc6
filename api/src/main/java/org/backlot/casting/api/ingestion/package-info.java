/** Calls that are found elsewhere: where they are looked for, what was found, what becomes of it (CST-4). */
@NullMarked
package org.backlot.casting.api.ingestion;

import org.jspecify.annotations.NullMarked;
