/** Tests of how requests come in and how errors go out. */
@NullMarked
package org.backlot.platform.app.web;

import org.jspecify.annotations.NullMarked;
