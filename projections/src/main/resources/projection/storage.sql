-- What each workspace takes up of the storage. Written in the commit of the events themselves: whether there is room for an
-- upload or a job is decided by these sums.
create table upload (
    asset_id     uuid    primary key,
    workspace_id uuid    not null,
    bytes        bigint  not null,
    -- Whether it was confirmed; else its place is promised.
    arrived      boolean not null
);
create index upload_of_workspace on upload (workspace_id);

create table job (
    job_id       uuid primary key,
    workspace_id uuid not null
);

-- What steps have written, by the folder in which it lies. Those that write the same share a row: the one that found
-- nothing has written the most.
create table folder (
    workspace_id uuid   not null,
    prefix       text   not null,
    kind         text   not null,
    bytes        bigint not null,
    primary key (prefix, kind)
);
create index folder_of_workspace on folder (workspace_id);

-- Who needs which shared folder: nothing is removed under them.
create table shared_use (
    prefix      text    not null,
    user_stream text    not null,
    -- Whether they have said so before they looked; else it follows from what they told at their end.
    said        boolean not null,
    primary key (prefix, user_stream)
);
create index shared_use_of on shared_use (user_stream);
