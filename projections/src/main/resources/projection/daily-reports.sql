-- One production's shooting days: what happened on each, in the production's own time zone, and who signed it.
create table project (
    project_id uuid primary key,
    title      text not null,
    time_zone  text not null,
    frame_rate text not null
);

create table unit (
    unit_id    uuid primary key,
    project_id uuid not null,
    name       text not null
);

create table scene (
    scene_id   uuid primary key,
    project_id uuid not null,
    number     text not null,
    ordinal    int  not null
);

-- Days with something to report.
create table shooting_day (
    project_id uuid not null,
    day        date not null,
    primary key (project_id, day)
);

-- A scene's number is kept as it was on the day: a screenplay adopted later must not rewrite a signed report.
create table take (
    take_id       uuid primary key,
    project_id    uuid        not null,
    day           date        not null,
    unit_id       uuid        not null,
    scene_id      uuid        not null,
    scene_number  text        not null,
    scene_ordinal int         not null,
    shot_id       uuid        not null,
    slate         text        not null,
    camera_roll   text        not null,
    starts_at     text        not null,
    frames        bigint,
    circled       boolean     not null,
    rolled_at     timestamptz not null,
    cut_at        timestamptz,
    position      bigint      not null
);
create index take_of_day on take (project_id, day);

create table completed_scene (
    unit_id       uuid        not null,
    scene_id      uuid        not null,
    project_id    uuid        not null,
    day           date        not null,
    scene_number  text        not null,
    scene_ordinal int         not null,
    completed_at  timestamptz not null,
    primary key (unit_id, scene_id)
);
create index completed_scene_of_day on completed_scene (project_id, day);

create table incident (
    incident_id uuid primary key,
    project_id  uuid        not null,
    day         date        not null,
    unit_id     uuid        not null,
    reported_by uuid        not null,
    text        text        not null,
    reported_at timestamptz not null,
    position    bigint      not null
);
create index incident_of_day on incident (project_id, day);
create index incident_of_reporter on incident (reported_by);

create table sign_off (
    report_id  uuid primary key,
    project_id uuid        not null,
    day        date        not null,
    amendment  int         not null,
    digest     text        not null,
    signed_by  uuid        not null,
    signed_at  timestamptz not null,
    unique (project_id, day, amendment)
);

-- The report as one document, so that whoever reads and whoever signs cannot compile it differently.
create view compiled_report as
select d.project_id,
       d.day,
       jsonb_strip_nulls(jsonb_build_object(
           'projectId', d.project_id,
           'title', p.title,
           'shootingDay', d.day,
           'timeZone', p.time_zone,
           'frameRate', p.frame_rate,
           'scenesScheduled', (
               select coalesce(jsonb_agg(s.scene_number order by s.scene_ordinal, s.scene_number), '[]')
               from (select t.scene_id, t.scene_number, t.scene_ordinal from take t
                     where t.project_id = d.project_id and t.day = d.day
                     union
                     select c.scene_id, c.scene_number, c.scene_ordinal from completed_scene c
                     where c.project_id = d.project_id and c.day = d.day) s),
           'scenesCompleted', (
               select coalesce(jsonb_agg(c.scene_number order by c.scene_ordinal, c.scene_number), '[]')
               from completed_scene c where c.project_id = d.project_id and c.day = d.day),
           'circleTakes', (
               select coalesce(jsonb_agg(t.slate order by t.scene_ordinal, t.position), '[]')
               from take t where t.project_id = d.project_id and t.day = d.day and t.circled),
           'incidents', (
               select coalesce(jsonb_agg(jsonb_build_object(
                       'incidentId', i.incident_id,
                       'unitId', i.unit_id,
                       'reportedBy', i.reported_by,
                       'at', to_char(i.reported_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
                   order by i.position), '[]')
               from incident i where i.project_id = d.project_id and i.day = d.day),
           'totalSetups', (
               select count(distinct t.shot_id) from take t where t.project_id = d.project_id and t.day = d.day),
           'totalTakes', (select count(*) from take t where t.project_id = d.project_id and t.day = d.day),
           'totalFrames', (
               select coalesce(sum(t.frames), 0) from take t where t.project_id = d.project_id and t.day = d.day),
           'firstRoll', (
               select to_char(min(t.rolled_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
               from take t where t.project_id = d.project_id and t.day = d.day),
           'lastCut', (
               select to_char(max(t.cut_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
               from take t where t.project_id = d.project_id and t.day = d.day),
           'units', (
               select coalesce(jsonb_agg(jsonb_build_object('unitId', w.unit_id, 'name', coalesce(u.name, ''),
                                                            'takes', w.takes)
                   order by u.name, w.unit_id), '[]')
               from (select a.unit_id, sum(a.takes) as takes
                     from (select t.unit_id, 1 as takes from take t
                           where t.project_id = d.project_id and t.day = d.day
                           union all
                           select c.unit_id, 0 from completed_scene c
                           where c.project_id = d.project_id and c.day = d.day
                           union all
                           select i.unit_id, 0 from incident i
                           where i.project_id = d.project_id and i.day = d.day) a
                     group by a.unit_id) w
               left join unit u on u.unit_id = w.unit_id),
           'takes', (
               select coalesce(jsonb_agg(jsonb_build_object(
                       'takeId', t.take_id,
                       'unitId', t.unit_id,
                       'sceneId', t.scene_id,
                       'slate', t.slate,
                       'cameraRoll', t.camera_roll,
                       'startsAt', t.starts_at,
                       'frames', t.frames,
                       'circled', t.circled)
                   order by t.position), '[]')
               from take t where t.project_id = d.project_id and t.day = d.day)
       )) as document
from shooting_day d
join project p on p.project_id = d.project_id;
