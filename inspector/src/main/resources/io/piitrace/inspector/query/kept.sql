-- Accesses that were read once, as numbers, and what the numbers stand for: the view is the same as over the ledgers themselves.
create or replace table fact_source as select * from fact_sources();
create or replace table fact_context as select * from fact_contexts();
create or replace table fact_site as select * from fact_sites();
create or replace table fact_subject as select * from fact_subjects();
create or replace view access as
select
    make_timestamp(first_us) as first_at,
    make_timestamp(last_us) as last_at,
    case when subject_tenant <> tenant then subject_tenant end as crosses,
    fact.* exclude (first_us, last_us, source_id, context_id, site_id, subject_id),
    fact_source.* exclude (id),
    fact_context.* exclude (id),
    fact_subject.* exclude (id),
    fact_site.* exclude (id)
from fact
join fact_source on fact_source.id = source_id
join fact_context on fact_context.id = context_id
join fact_site on fact_site.id = site_id
join fact_subject on fact_subject.id = subject_id;
