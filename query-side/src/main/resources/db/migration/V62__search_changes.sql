-- Views that were made before this version lack the lists of changes, which the handlers of this version write to.
do $$
begin
    if exists (select from pg_namespace where nspname = 'casting_search') then
        create table if not exists casting_search.change (
            id     uuid   primary key,
            kind   text   not null,
            number bigint generated always as identity unique
        );
    end if;
    if exists (select from pg_namespace where nspname = 'casting_access') then
        create table if not exists casting_access.change (
            position   bigint primary key,
            account_id uuid   not null
        );
    end if;
end
$$;
