/** Whether all is well, for people, load balancers and Prometheus. */
@NullMarked
package org.backlot.platform.app.health;

import org.jspecify.annotations.NullMarked;
