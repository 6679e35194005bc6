-- The slate: what is planned, and how far the shooting has come (PRD-1, PRD-2).
create table project (
    project_id   uuid        primary key,
    workspace_id uuid        not null,
    title        text        not null,
    frame_rate   text        not null,
    time_zone    text        not null,
    created_by   uuid        not null,
    created_at   timestamptz not null
);
create index project_workspace on project (workspace_id, created_at);

create table unit (
    unit_id           uuid primary key,
    project_id        uuid not null references project,
    ordinal           int  not null,
    name              text not null,
    kind              text not null,
    screenplay_title  text,
    screenplay_digest text,
    status            text not null default 'IDLE' check (status in ('IDLE', 'ROLLING')),
    -- Of the take that rolls now.
    active_slate      text,
    active_shot_id    uuid,
    active_take_id    uuid,
    rolling_since     timestamptz,
    check ((status = 'ROLLING') = (active_slate is not null)),
    unique (project_id, ordinal)
);

create table scene (
    scene_id     uuid   primary key,
    unit_id      uuid   not null references unit,
    project_id   uuid   not null,
    number       text   not null,
    ordinal      int    not null,
    setting      text   not null,
    location     text   not null,
    time_of_day  text   not null,
    synopsis     text   not null,
    characters   text[] not null,
    page_eighths int    not null,
    status       text   not null default 'NOT_SHOT' check (status in ('NOT_SHOT', 'SHOOTING', 'COMPLETE')),
    takes        int    not null default 0,
    circled      int    not null default 0,
    completed_at timestamptz,
    unique (unit_id, ordinal)
);

create table shot (
    shot_id     uuid primary key,
    scene_id    uuid not null references scene,
    unit_id     uuid not null,
    project_id  uuid not null,
    ordinal     int  not null,
    slate       text not null,
    description text not null,
    status      text not null default 'NOT_SHOT' check (status in ('NOT_SHOT', 'SHOOTING', 'COMPLETE')),
    takes       int  not null default 0,
    circled     int  not null default 0,
    unique (project_id, slate),
    unique (scene_id, ordinal)
);
