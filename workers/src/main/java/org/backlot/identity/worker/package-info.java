/** Mail to people: codes and invitations. */
@NullMarked
package org.backlot.identity.worker;

import org.jspecify.annotations.NullMarked;
