package org.backlot.platform.app.demo;

/** A step of the scenario was not as it should be. */
public final class ScenarioFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ScenarioFailed(String message) {
        super(message);
    }
}
