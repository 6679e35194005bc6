/** The rules of a project: its units, the screenplay on their slates, and how shots are slated. */
@NullMarked
package org.backlot.production.command.project;

import org.jspecify.annotations.NullMarked;
