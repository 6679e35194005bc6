-- What may be shown of people, workspaces and sign-ins. Personal columns are overwritten when their person is erased.
create table account (
    account_id    uuid        primary key,
    email         text        not null,
    name          text        not null,
    role          text        not null,
    passport_id   text        not null unique,
    region_hub    text        not null,
    credit_rating int         not null,
    verified      boolean     not null,
    erased        boolean     not null,
    registered_at timestamptz not null
);

-- The projects somebody may work on at present.
create table engagement (
    account_id uuid not null,
    project_id uuid not null,
    primary key (account_id, project_id)
);

create table project (
    project_id uuid primary key,
    title      text not null
);

-- Work whose evidence was complete: one credit for each project.
create table credit (
    account_id uuid        not null,
    project_id uuid        not null,
    earned_at  timestamptz not null,
    primary key (account_id, project_id)
);

create table workspace (
    workspace_id uuid        primary key,
    name         text        not null,
    owner_id     uuid        not null,
    created_at   timestamptz not null
);
create index workspace_owner on workspace (owner_id);

create table member (
    workspace_id uuid        not null,
    account_id   uuid        not null,
    role         text        not null,
    joined_at    timestamptz not null,
    primary key (workspace_id, account_id)
);
create index member_account on member (account_id);

create table invitation (
    invitation_id uuid        primary key,
    workspace_id  uuid        not null,
    email         text        not null,
    role          text        not null,
    invited_by    uuid        not null,
    expires_at    timestamptz not null,
    accepted_by   uuid
);

create table session (
    session_id   uuid        primary key,
    account_id   uuid        not null,
    workspace_id uuid        not null,
    address      text        not null,
    opened_at    timestamptz not null,
    refreshed_at timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz,
    reason       text
);
create index session_account on session (account_id, opened_at);
