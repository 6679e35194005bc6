-- The keys that sign access tokens. The private half is sealed under the master key. A new key is published at once and
-- signs from signs_from, when every node knows it; an old one stays published until retires_at, when its last token has
-- expired.
create table signing_key (
    kid         text        primary key,
    private_key bytea       not null,
    public_key  bytea       not null,
    created_at  timestamptz not null,
    signs_from  timestamptz not null,
    retires_at  timestamptz
);
