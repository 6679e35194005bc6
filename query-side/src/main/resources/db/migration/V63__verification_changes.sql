-- A view that was made before this version lacks the list of changes, which its handler writes to.
do $$
begin
    if exists (select from pg_namespace where nspname = 'verifications') then
        create table if not exists verifications.change (
            position   bigint primary key,
            account_id uuid   not null
        );
    end if;
end
$$;
