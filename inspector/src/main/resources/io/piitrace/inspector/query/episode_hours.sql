-- How many people the episodes were about in each hour.
select
    principal, party, roles, region, tenant, purpose, purpose_source, ticket, entry, crosses,
    date_trunc('hour', first_at) as hour,
    count(distinct subject) as people,
    min(first_at) as "first"
from access
where (:all_kinds or kind not in (select kind from folded_kind))
group by principal, party, roles, region, tenant, purpose, purpose_source, ticket, entry, crosses, date_trunc('hour', first_at)
