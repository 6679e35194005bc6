-- Who holds which piece of gear, since when, and by which handoff. Derived from the log alone.
create table dispatch (
    dispatch_id    uuid        primary key,
    project_id     uuid        not null,
    workspace_id   uuid        not null,
    booking_id     uuid        not null,
    asset_id       uuid        not null,
    asset          text        not null,
    vendor         uuid        not null,
    holder         uuid        not null,
    status         text        not null,
    initialized_at timestamptz not null,
    changed_at     timestamptz not null,
    returned_at    timestamptz
);
create index dispatch_fleet on dispatch (project_id, initialized_at, dispatch_id) where returned_at is null;

-- The chain of custody: one row per holder in turn. The open end is the current holder.
create table custody_link (
    dispatch_id   uuid        not null references dispatch,
    place         int         not null,
    holder        uuid        not null,
    received_from uuid,
    code_id       uuid,
    -- By what right they hold it, as the log stood at that moment: VENDOR, CREW, WORKSPACE; null for none.
    authority     text,
    since         timestamptz not null,
    until         timestamptz,
    primary key (dispatch_id, place)
);
create unique index custody_link_end on custody_link (dispatch_id) where until is null;

-- Every offer to change hands and how far it went: OFFERED, SCANNED, COMPLETED, SUPERSEDED.
create table handoff (
    code_id      uuid        primary key,
    dispatch_id  uuid        not null references dispatch,
    giver        uuid        not null,
    receiver     uuid        not null,
    stage        text        not null,
    offered_at   timestamptz not null,
    expires_at   timestamptz not null,
    scanned_at   timestamptz,
    scanned_by   uuid,
    completed_at timestamptz
);
create index handoff_open on handoff (dispatch_id) where stage in ('OFFERED', 'SCANNED');

-- Who worked where, to judge a handoff by what was true at its moment.
create table project_crew (
    project_id uuid not null,
    account_id uuid not null,
    primary key (project_id, account_id)
);

create table workspace_member (
    workspace_id uuid not null,
    account_id   uuid not null,
    primary key (workspace_id, account_id)
);
