/** What every benchmark needs: the program as a child process, its clients, and a way to say what came out. */
@NullMarked
package org.backlot.bench;

import org.jspecify.annotations.NullMarked;
