-- Where gear was seen. Telemetry, not facts: kept for thirty days, never in the log. It says where the holder was, so
-- it goes with them when they ask for erasure. The latest position is the newest row of a dispatch.
create schema if not exists telemetry;

create table telemetry.gear_position (
    dispatch_id uuid             not null,
    at          timestamptz      not null,
    holder      uuid             not null,
    lat         double precision not null check (lat between -90 and 90),
    lng         double precision not null check (lng between -180 and 180),
    eta         timestamptz,
    primary key (dispatch_id, at)
);
create index gear_position_age on telemetry.gear_position (at);
create index gear_position_holder on telemetry.gear_position (holder);
