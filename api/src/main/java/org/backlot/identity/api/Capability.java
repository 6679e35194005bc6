package org.backlot.identity.api;

/** What a lead lets one person do on one project, member of the workspace or not (CLAP week 1). */
public enum Capability {
    VIEW,
    COMMENT,
    UPLOAD,
    ASSIGN,
    APPROVE,
    OVERRIDE
}
