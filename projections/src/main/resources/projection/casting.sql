-- Talent as it is shown to those who may see it: who that is, casting-access says. Retired with its person.
create table talent (
    account_id   uuid        primary key,
    name         text        not null,
    bio          text,
    skills       text[]      not null,
    experience   text,
    credits      text,
    languages    text[]      not null,
    location     text,
    -- Never the day of birth.
    age_range    text        not null,
    completeness integer     not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);

create table portfolio_item (
    account_id uuid        not null,
    item_id    uuid        not null,
    asset_id   uuid        not null,
    kind       text        not null,
    title      text        not null,
    added_at   timestamptz not null,
    primary key (account_id, item_id)
);

-- Casting calls. Who found one elsewhere has no workspace.
create table call (
    call_id      uuid        primary key,
    workspace_id uuid,
    created_by   uuid,
    status       text        not null,
    title        text        not null,
    description  text        not null,
    company      text,
    location     text,
    compensation text,
    requirements text,
    deadline     timestamptz,
    -- How to reach whoever posts it; gone with whoever set it.
    contact      text,
    contact_by   uuid,
    aggregated   boolean     not null,
    source_url   text,
    content_hash text,
    rejection    text,
    merged_into  uuid,
    submitted_at timestamptz,
    published_at timestamptz,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);
create index call_published on call (published_at) where status = 'PUBLISHED';
create index call_in_review on call (submitted_at) where status = 'IN_REVIEW';
create index call_workspace on call (workspace_id, created_at);

create table call_role (
    call_id     uuid    not null,
    role_id     uuid    not null,
    place       integer not null,
    name        text    not null,
    description text,
    age_ranges  text[]  not null,
    skills      text[]  not null,
    languages   text[]  not null,
    primary key (call_id, role_id)
);

-- All that was said in a call and decided about it, each with its place in the log.
create table call_change (
    call_id    uuid        not null,
    position   bigint      not null,
    what       text        not null,
    changed_by uuid,
    reason     text,
    content    text,
    at         timestamptz not null,
    primary key (call_id, position)
);

-- Applications outlive call and profile: what they were for is written in them.
create table application (
    application_id uuid        primary key,
    call_id        uuid        not null,
    role_id        uuid        not null,
    workspace_id   uuid        not null,
    applicant      uuid        not null,
    call_title     text        not null,
    role_name      text        not null,
    status         text        not null,
    submitted_at   timestamptz not null,
    updated_at     timestamptz not null
);
create index application_applicant on application (applicant, submitted_at);
create index application_call on application (call_id, submitted_at);
create index application_workspace on application (workspace_id);

-- All that happened to them, by its place in the log: whoever was told up to one asks for what is after it.
create table application_event (
    position       bigint      primary key,
    application_id uuid        not null,
    what           text        not null,
    status         text        not null,
    actor          uuid        not null,
    at             timestamptz not null
);
create index application_event_application on application_event (application_id, position);
