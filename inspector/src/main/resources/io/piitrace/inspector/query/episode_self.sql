-- Which episodes are about the principal's own person.
select
    principal, party, roles, region, tenant, purpose, purpose_source, ticket, entry, crosses,
    cast(sum(accesses) as bigint) as accesses
from access
join person on person_name = principal and person_subject = subject
where (:all_kinds or kind not in (select kind from folded_kind))
group by principal, party, roles, region, tenant, purpose, purpose_source, ticket, entry, crosses
