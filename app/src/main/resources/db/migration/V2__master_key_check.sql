-- A keyed digest of a constant: tells whether a master key is the one that this database was made with.
create table master_key_check (
    only_row boolean primary key default true check (only_row),
    digest   bytea not null
);
