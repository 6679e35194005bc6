/** Personal data inside events: declared where the event is declared, sealed with the subject's own key. */
@NullMarked
package org.backlot.shared.personal;

import org.jspecify.annotations.NullMarked;
