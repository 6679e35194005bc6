package org.backlot.clips.app.client;

import java.util.Optional;
import org.backlot.clips.api.JobSettings;

/** What a person at the command line asks for; all of it has been looked at. */
public record ClipOrder(InputFile recording, Optional<InputFile> captions, JobSettings settings, OutFolder out) {}
