-- Who runs and who waits, and how much material was taken in. Written in the commit of the events themselves: whether a
-- job may start is decided by these counts.
create table job (
    job_id       uuid   primary key,
    workspace_id uuid   not null,
    -- WAITING, RUNNING or OVER
    standing     text   not null,
    status       text   not null,
    -- The log position at which it was created: an order that a rebuild repeats.
    created      bigint not null
);
create index job_active on job (standing, created) where standing <> 'OVER';

create table ingested (
    workspace_id uuid   not null,
    -- Its first day, in UTC.
    month        date   not null,
    millis       bigint not null,
    primary key (workspace_id, month)
);
