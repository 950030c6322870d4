-- The two tables of every question. A ledger is read as the question runs; the parameters restrict what is unpacked.
create macro accesses(dir, since_ms := null, until_ms := null, about := null, under := null) as table
select
    make_timestamp(first_us) as first_at,
    make_timestamp(last_us) as last_at,
    -- the other tenant, where work under one reads data of another
    case when subject_tenant <> tenant then subject_tenant end as crosses,
    * exclude (first_us, last_us)
from ledger_accesses(dir, from_ms = since_ms, to_ms = until_ms, subjects = about, tenants = under);

create macro notices(dir, since_ms := null, until_ms := null, about := null, under := null) as table
select make_timestamp(at_us) as said_at, * exclude (at_us)
from ledger_notices(dir, from_ms = since_ms, to_ms = until_ms, subjects = about, tenants = under);

-- Routes by which data moves inside the program without anybody seeing it: folded in answers unless asked for.
create table folded_kind (kind varchar);
insert into folded_kind values ('persistence'), ('equals-hash'), ('copy'), ('internal'), ('validation');

create table vocabulary_category (code varchar, sensitivity varchar);

-- What the user says about people: whom to watch, and which principal is which person.
create table watched (pseudonym varchar);
create table person (person_name varchar, person_subject varchar);

-- The same accesses as numbers, for what is kept over many questions.
create macro facts(dir, since_ms := null, until_ms := null, about := null, under := null) as table
select *
from ledger_facts(dir, from_ms = since_ms, to_ms = until_ms, subjects = about, tenants = under);
