/** Tests of the tree, by the book and against a database that somebody tampers with. */
@NullMarked
package org.backlot.eventstore.tree;

import org.jspecify.annotations.NullMarked;
