-- What is to be said of clip jobs on jobs.completed, jobs.failed and analytics.*, until Kafka has it. The follower
-- job-messages writes it in the transaction that also notes how far the log was read.
create schema if not exists job_messages;

create table job_messages.message (
    position bigint not null,
    number   int    not null,
    job_id   uuid   not null,
    topic    text   not null,
    body     bytea  not null,
    primary key (position, number)
);
create index message_of_job on job_messages.message (job_id, position, number);

-- An end of an attempt does not say again whose job it is and who was at it.
create table job_messages.attempt (
    step_id      uuid not null,
    attempt      int  not null,
    workspace_id uuid not null,
    worker       text,
    started_at   timestamptz,
    primary key (step_id, attempt)
);

-- Nor does a version of a clip say again what the clip was expected to be worth.
create table job_messages.clip (
    clip_id         uuid   primary key,
    workspace_id    uuid   not null,
    score           int    not null,
    duration_millis bigint not null
);
