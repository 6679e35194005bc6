-- What the floor of each unit has logged: the takes, and what the edit list needs to name and order them.
create table project (
    project_id uuid primary key,
    title      text not null,
    frame_rate text not null
);

create table scene (
    scene_id   uuid primary key,
    project_id uuid not null,
    number     text not null,
    ordinal    int  not null
);

create table unit (
    unit_id    uuid primary key,
    project_id uuid not null,
    frame_rate text not null,
    time_zone  text not null
);

create table take (
    take_id       uuid primary key,
    project_id    uuid        not null,
    unit_id       uuid        not null,
    scene_id      uuid        not null,
    shot_id       uuid        not null,
    take_number   int         not null,
    slate         text        not null,
    camera_roll   text        not null,
    frame_rate    text        not null,
    starts_frame  bigint      not null,
    starts_at     text        not null,
    ends_at       text,
    frames        bigint,
    circled       boolean     not null,
    shooting_day  date        not null,
    rolled_at     timestamptz not null,
    rolled_by     uuid        not null,
    cut_at        timestamptz,
    cut_by        uuid,
    circled_at    timestamptz,
    circled_by    uuid,
    position      bigint      not null
);
create index take_of_unit on take (unit_id, position);
create index take_of_project on take (project_id, position);
