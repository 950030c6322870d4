-- What did this principal read, in which role and for what purpose?
select
    category,
    count(distinct subject) as people,
    cast(sum(accesses) as bigint) as "count",
    party, roles, region, tenant, subject_tenant,
    purpose, purpose_source, ticket,
    min(first_at) as "first",
    max(last_at) as "last"
from access
where principal = :principal
  and (:all_kinds or kind not in (select kind from folded_kind))
group by category, party, roles, region, tenant, subject_tenant, purpose, purpose_source, ticket
order by people desc, "count" desc, category, "first"
