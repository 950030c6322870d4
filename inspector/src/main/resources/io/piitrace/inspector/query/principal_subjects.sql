-- Whose data did this principal read?
select
    subject, subject_tenant,
    count(distinct category) as categories,
    cast(sum(accesses) as bigint) as "count",
    min(first_at) as "first",
    max(last_at) as "last"
from access
where principal = :principal
  and subject is not null
  and (:all_kinds or kind not in (select kind from folded_kind))
group by subject, subject_tenant
order by categories desc, "count" desc, subject
limit :limit
