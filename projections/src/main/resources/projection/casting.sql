-- Talent as it is shown to those who may see it: who that is, casting-access says. Retired with its person.
create table talent (
    account_id   uuid        primary key,
    name         text        not null,
    bio          text,
    skills       text[]      not null,
    experience   text,
    credits      text,
    languages    text[]      not null,
    location     text,
    -- Never the day of birth.
    age_range    text        not null,
    completeness integer     not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);

create table portfolio_item (
    account_id uuid        not null,
    item_id    uuid        not null,
    asset_id   uuid        not null,
    kind       text        not null,
    title      text        not null,
    added_at   timestamptz not null,
    primary key (account_id, item_id)
);
