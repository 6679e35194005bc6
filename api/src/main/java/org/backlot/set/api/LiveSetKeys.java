// Why this file exists: who writes the live state and who reads it meet in Redis; the names are said once.
package org.backlot.set.api;

import org.backlot.shared.id.ProjectId;
import org.backlot.shared.id.UnitId;

/** Where the live set lies in Redis (CLAP week 6). */
public final class LiveSetKeys {
    /** The log position that the state has seen. */
    public static final String POSITION = "backlot:live-set:position";
    /** Names this filling of Redis; another one means that the state was rebuilt. */
    public static final String EPOCH = "backlot:live-set:epoch";
    /** How many changes of a unit are kept for a device that comes back. */
    public static final int RECENT_CHANGES = 100;

    private LiveSetKeys() {}

    /** The state of the unit of a project that changed last: a hash. */
    public static String projectState(ProjectId project) {
        return "project:" + project + ":state";
    }

    /** The state of one unit: a hash with the same fields. */
    public static String unitState(ProjectId project, UnitId unit) {
        return "project:" + project + ":unit:" + unit + ":state";
    }

    /** The last changes of a unit, newest first: a list of the messages that went through its channel. */
    public static String recent(ProjectId project, UnitId unit) {
        return "project:" + project + ":unit:" + unit + ":recent";
    }

    /** What each node says of its devices on a unit: a hash by node. */
    public static String devices(UnitId unit) {
        return "unit:" + unit + ":devices";
    }

    /** The nodes that have said so, by the moment until which they are believed: a sorted set. */
    public static String devicesOfNodes(UnitId unit) {
        return "unit:" + unit + ":devices:nodes";
    }

    /** The nodes of a hub, by the moment until which they are believed: a sorted set. */
    public static String nodesOfHub(String name) {
        return "backlot:live-set:hub:" + name;
    }

    /** Where each change of a unit is published. */
    public static String channel(UnitId unit) {
        return "unit:" + unit;
    }
}
