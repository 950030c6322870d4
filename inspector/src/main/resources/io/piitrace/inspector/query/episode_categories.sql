-- What the episodes read.
select
    principal, party, roles, region, tenant, purpose, purpose_source, ticket, entry, crosses,
    category, cast(sum(accesses) as bigint) as accesses
from access
where (:all_kinds or kind not in (select kind from folded_kind))
group by principal, party, roles, region, tenant, purpose, purpose_source, ticket, entry, crosses, category
order by accesses desc, category
