-- What did this principal read? Blast radius in one line.
select
    count(distinct subject) as people,
    cast(coalesce(sum(accesses), 0) as bigint) as accesses,
    count(distinct category) as categories,
    count(distinct field) as fields,
    count(distinct entry) as entries,
    count(distinct coalesce(request, trace)) as requests,
    min(first_at) as "first",
    max(last_at) as "last"
from access
where principal = :principal
  and (:all_kinds or kind not in (select kind from folded_kind))
