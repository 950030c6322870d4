-- From where in the code each field is read, and when that began.
select
    field, site, kind,
    cast(sum(accesses) as bigint) as "count",
    count(distinct principal) as principals,
    min(first_at) as "first",
    max(last_at) as "last"
from access
where (:all_kinds or kind not in (select kind from folded_kind))
  and (:categories = '' or position(',' || category || ',' in :categories) > 0)
group by field, site, kind
order by field, "first", site
