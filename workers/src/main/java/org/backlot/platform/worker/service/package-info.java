/** Services on the network that are asked in JSON: the asking, which is the same for all of them. */
@NullMarked
package org.backlot.platform.worker.service;

import org.jspecify.annotations.NullMarked;
