/** {@code /ws/jobs/{id}}: how a clip job fares, as it happens. */
@NullMarked
package org.backlot.clips.query.socket;

import org.jspecify.annotations.NullMarked;
