/** Gear on its way: dispatch, custody and handoffs. */
@NullMarked
package org.backlot.logistics.api;

import org.jspecify.annotations.NullMarked;
