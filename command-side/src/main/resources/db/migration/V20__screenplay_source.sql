-- The files that screenplays were read from, by SHA-256 in hexadecimal. An event names the digest; the bytes stay here.
create table screenplay_source (
    digest    text        primary key check (digest ~ '^[0-9a-f]{64}$'),
    bytes     bytea       not null check (octet_length(bytes) <= 5242880),
    stored_at timestamptz not null
);
