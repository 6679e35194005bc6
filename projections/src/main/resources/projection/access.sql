-- The facts by which requests are allowed or refused. Written in the commit of the events themselves; no personal data.
create table account (
    account_id uuid    primary key,
    role       text    not null,
    verified   boolean not null,
    erased     boolean not null
);

create table session (
    session_id   uuid        primary key,
    account_id   uuid        not null,
    workspace_id uuid        not null,
    opened_at    timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz
);
create index session_live on session (account_id) where revoked_at is null;

create table workspace (
    workspace_id uuid primary key,
    owner_id     uuid not null
);

-- joined is the log position at which somebody became a member: an order that a rebuild repeats.
create table member (
    workspace_id uuid   not null,
    account_id   uuid   not null,
    role         text   not null,
    joined       bigint not null,
    primary key (workspace_id, account_id)
);
create index member_account on member (account_id);

create table invitation (
    invitation_id uuid primary key,
    workspace_id  uuid not null
);

create table thing (
    id           uuid primary key,
    kind         text not null,
    project_id   uuid not null,
    workspace_id uuid not null
);

-- What belongs to a workspace and to no project: clip jobs, clips, brand kits, casting calls, applications.
create table owned (
    id           uuid primary key,
    kind         text not null,
    workspace_id uuid not null
);

create table capability (
    project_id   uuid   not null,
    account_id   uuid   not null,
    capabilities text[] not null,
    primary key (project_id, account_id)
);

create table party (
    thing_id   uuid not null,
    account_id uuid not null,
    primary key (thing_id, account_id)
);
