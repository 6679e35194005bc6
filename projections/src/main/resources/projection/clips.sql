-- Clip jobs with their steps, clips with their versions and comments, brand kits. Settings, files, facts, score parts and
-- the contents of a brand kit are JSON, as text: nothing searches in them.
create table job (
    job_id       uuid        primary key,
    workspace_id uuid        not null,
    created_by   uuid        not null,
    mode         text        not null,
    status       text        not null,
    paused       boolean     not null,
    deleted      boolean     not null,
    source_kind  text        not null,
    source_url   text,
    source_key   text,
    settings     text        not null,
    clip_count   int         not null,
    error_code   text,
    error        text,
    created_at   timestamptz not null,
    updated_at   timestamptz not null,
    ended_at     timestamptz
);
create index job_of_workspace on job (workspace_id, created_at desc) where not deleted;

create table step (
    step_id      uuid        primary key,
    job_id       uuid        not null,
    kind         text        not null,
    clip_id      uuid,
    version      int,
    status       text        not null,
    attempt      int         not null,
    worker       text,
    -- The log position at which it was first wanted: an order that a rebuild repeats.
    wanted       bigint      not null,
    requested_at timestamptz,
    started_at   timestamptz,
    ended_at     timestamptz,
    due_at       timestamptz,
    reason_code  text,
    reason       text,
    outputs      text        not null,
    facts        text        not null
);
create index step_of_job on step (job_id, wanted);
create index step_open on step (kind, status) where status in ('PENDING', 'RUNNING', 'WAITING');

-- One row per attempt that told what it used up.
create table usage (
    job_id      uuid        not null,
    step_id     uuid        not null,
    attempt     int         not null,
    kind        text        not null,
    good        boolean     not null,
    busy_millis bigint      not null,
    bytes       bigint      not null,
    cost_micros bigint      not null,
    at          timestamptz not null,
    primary key (step_id, attempt)
);
create index usage_of_job on usage (job_id);

create table clip (
    clip_id      uuid        primary key,
    job_id       uuid        not null,
    workspace_id uuid        not null,
    rank         int         not null,
    version      int         not null,
    -- Of the newest version.
    status       text        not null,
    title        text        not null,
    description  text        not null,
    hashtags     text[]      not null,
    start_millis bigint      not null,
    end_millis   bigint      not null,
    score        int         not null,
    score_parts  text        not null,
    deleted      boolean     not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);
create index clip_of_workspace on clip (workspace_id, job_id, rank) where not deleted;
create index clip_of_job on clip (job_id, rank);

-- Each version with all that it was made of: settings, and the versions and digests of the tools.
create table clip_version (
    clip_id      uuid        not null,
    version      int         not null,
    status       text        not null,
    render       text        not null,
    files        text        not null,
    tools        text        not null,
    requested_by uuid,
    reason       text,
    error_code   text,
    created_at   timestamptz not null,
    ready_at     timestamptz,
    primary key (clip_id, version)
);

create table comment (
    clip_id    uuid        not null,
    comment_id uuid        not null,
    author     uuid        not null,
    text       text        not null,
    at_millis  bigint,
    said       bigint      not null,
    created_at timestamptz not null,
    primary key (clip_id, comment_id)
);
create index comment_of_clip on comment (clip_id, said);
create index comment_author on comment (author);

create table brand_kit (
    brand_kit_id uuid        primary key,
    workspace_id uuid        not null,
    contents     text        not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);
create index brand_kit_of_workspace on brand_kit (workspace_id, created_at);
