-- How far the making anew of a view has come, committed with its rows; what was interrupted goes on from here.
create table projection_rebuild (
    projection text        primary key,
    -- Of the tables and the program that fill them: what others have begun is begun anew.
    digest     text        not null,
    position   bigint      not null,
    begun_at   timestamptz not null
);
