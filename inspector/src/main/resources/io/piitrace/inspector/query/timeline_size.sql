-- How long the whole timeline is.
select
    count(*) as records,
    cast(coalesce(sum(accesses), 0) as bigint) as accesses,
    count(distinct subject) as people,
    count(distinct principal) as principals
from access
where (:all_kinds or kind not in (select kind from folded_kind))
  and (:categories = '' or position(',' || category || ',' in :categories) > 0)
  and (:principal = '' or principal = :principal)
  and (:trace = '' or trace = :trace or request = :trace)
