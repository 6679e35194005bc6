/** Language models: whichever of them are configured, each asked for one JSON answer by a schema. */
@NullMarked
package org.backlot.platform.worker.model;

import org.jspecify.annotations.NullMarked;
